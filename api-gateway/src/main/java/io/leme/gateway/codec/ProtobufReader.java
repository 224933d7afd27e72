package io.leme.gateway.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.WireFormat;
import io.leme.gateway.codec.schema.MessageSchema;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.GroupVersionKind;
import java.io.IOException;
import java.util.Arrays;

/// Reads Kubernetes' protobuf: four magic bytes, a `runtime.Unknown` that names the kind, and
/// inside it the message.
final class ProtobufReader {
    /// Of messages; the schemas of definitions are nested deeper than the library expects.
    private static final int MAX_DEPTH = 900;

    private static final byte[] MAGIC = {'k', '8', 's', 0};

    private final ProtobufSchemas schemas;
    private final ProtobufTrees trees = new ProtobufTrees();

    ProtobufReader(ProtobufSchemas schemas) {
        this.schemas = schemas;
    }

    /// The envelope around a message.
    ///
    /// @param apiVersion of the object, may be empty
    /// @param kind of the object, may be empty
    /// @param raw the message
    private record Envelope(String apiVersion, String kind, ByteString raw) {}

    /// @param expected fills what the envelope leaves empty
    /// @throws io.leme.gateway.meta.ApiException BadRequest
    ObjectNode read(byte[] body, GroupVersionKind expected) {
        Envelope envelope = envelope(body, expected);
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", envelope.kind().isEmpty() ? expected.kind() : envelope.kind());
        object.put(
                "apiVersion",
                envelope.apiVersion().isEmpty() ? expected.apiVersion() : envelope.apiVersion());
        GroupVersionKind kind = GroupVersionKind.of(object);
        MessageSchema schema =
                schemas.message(kind).orElseThrow(() -> DecodeErrors.notRegistered(kind, expected));
        try {
            trees.fill(object, message(envelope.raw(), schema), schema);
        } catch (IOException broken) {
            throw DecodeErrors.cannotBeHandled(kind, expected, "proto: " + broken.getMessage());
        }

        return object;
    }

    /// Reads a message as this kind, whatever group and version its envelope names.
    ///
    /// @throws io.leme.gateway.meta.ApiException BadRequest
    ObjectNode readAs(byte[] body, GroupVersionKind kind) {
        Envelope envelope = envelope(body, kind);
        MessageSchema schema =
                schemas.message(kind).orElseThrow(() -> DecodeErrors.notRegistered(kind, kind));
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        try {
            trees.fill(object, message(envelope.raw(), schema), schema);
        } catch (IOException broken) {
            throw DecodeErrors.cannotBeHandled(kind, kind, "proto: " + broken.getMessage());
        }

        return object;
    }

    private static DynamicMessage message(ByteString raw, MessageSchema schema) throws IOException {
        CodedInputStream in = raw.newCodedInput();
        in.setRecursionLimit(MAX_DEPTH);
        DynamicMessage.Builder message = DynamicMessage.newBuilder(schema.descriptor());
        message.mergeFrom(in);
        in.checkLastTagWas(0);

        return message.build();
    }

    private static Envelope envelope(byte[] body, GroupVersionKind expected) {
        if (body.length < MAGIC.length || !Arrays.equals(body, 0, 4, MAGIC, 0, 4)) {
            throw ApiErrors.badRequest(
                    "the object provided is unrecognized (must be of type "
                            + expected.kind()
                            + "): provided data does not appear to be a protobuf message, "
                            + "expected prefix "
                            + Arrays.toString(MAGIC).replace(",", "")
                            + " ("
                            + DecodeErrors.summary(body)
                            + ")");
        }

        try {
            return unknown(
                    CodedInputStream.newInstance(body, MAGIC.length, body.length - MAGIC.length));
        } catch (IOException broken) {
            throw DecodeErrors.unrecognized(expected, "proto: " + broken.getMessage(), body);
        }
    }

    /// `runtime.Unknown`: 1 type meta, 2 raw, 3 content encoding, 4 content type; the last two are
    /// empty for protobuf.
    private static Envelope unknown(CodedInputStream in) throws IOException {
        String apiVersion = "";
        String kind = "";
        ByteString raw = ByteString.EMPTY;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> {
                    CodedInputStream typeMeta = in.readBytes().newCodedInput();
                    for (int inner = typeMeta.readTag(); inner != 0; inner = typeMeta.readTag()) {
                        switch (WireFormat.getTagFieldNumber(inner)) {
                            case 1 -> apiVersion = typeMeta.readString();
                            case 2 -> kind = typeMeta.readString();
                            default -> typeMeta.skipField(inner);
                        }
                    }
                }
                case 2 -> raw = in.readBytes();
                default -> in.skipField(tag);
            }
        }

        return new Envelope(apiVersion, kind, raw);
    }
}
