package io.leme.gateway.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.WireFormat;
import io.leme.gateway.codec.schema.MessageSchema;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.meta.GroupVersionKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Writes Kubernetes' protobuf: four magic bytes, a `runtime.Unknown` that names the kind, and
/// inside it the message. Events of a watch have neither, but their length before them; the object
/// inside of them has both again.
///
/// Threads: any.
public final class ProtobufWriter {
    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final String META_GROUP = "meta.k8s.io";

    private final ProtobufSchemas schemas;
    private final ProtobufMessages messages = new ProtobufMessages();

    public ProtobufWriter(ProtobufSchemas schemas) {
        this.schemas = schemas;
    }

    /// Whether objects of a kind, and lists of them, have messages.
    public boolean knows(GroupVersionKind kind) {
        return schema(kind).isPresent();
    }

    /// @param object of a kind that is known; not changed
    public byte[] write(ObjectNode object) {
        GroupVersionKind kind = GroupVersionKind.of(object);

        return enveloped(kind, messages.message(object, require(kind)));
    }

    /// @param kind of the list
    /// @param items not changed
    public byte[] writeList(GroupVersionKind kind, ObjectNode metadata, List<ObjectNode> items) {
        return enveloped(kind, messages.list(metadata, items, require(kind)));
    }

    /// An event of a watch, with its length.
    ///
    /// @param object of a kind that is known; not changed
    public byte[] writeEvent(String type, ObjectNode object) {
        byte[] raw = write(object);
        ByteString.Output event = ByteString.newOutput();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(event);
            out.writeString(1, type);
            out.writeTag(2, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(CodedOutputStream.computeByteArraySize(1, raw));
            out.writeByteArray(1, raw);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        ByteString bytes = event.toByteString();
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + bytes.size());
        frame.putInt(bytes.size());
        bytes.copyTo(frame);

        return frame.array();
    }

    private MessageSchema require(GroupVersionKind kind) {
        return schema(kind)
                .orElseThrow(() -> new IllegalArgumentException("no message for " + kind));
    }

    /// What all groups share has the version of the core group in its envelope.
    private Optional<MessageSchema> schema(GroupVersionKind kind) {
        return schemas.message(kind)
                .or(() ->
                        kind.group().isEmpty() && kind.kind().equals("Status")
                                ? schemas.message(
                                        new GroupVersionKind(
                                                META_GROUP, kind.version(), kind.kind()))
                                : Optional.empty());
    }

    private static byte[] enveloped(GroupVersionKind kind, DynamicMessage message) {
        ByteString.Output typeMeta = ByteString.newOutput();
        try {
            CodedOutputStream type = CodedOutputStream.newInstance(typeMeta);
            type.writeString(1, kind.apiVersion());
            type.writeString(2, kind.kind());
            type.flush();
            ByteString typed = typeMeta.toByteString();
            int size =
                    MAGIC.length
                            + CodedOutputStream.computeBytesSize(1, typed)
                            + CodedOutputStream.computeMessageSize(2, message);
            byte[] bytes = new byte[size];
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.writeRawBytes(MAGIC);
            out.writeBytes(1, typed);
            out.writeMessage(2, message);
            out.checkNoSpaceLeft();

            return bytes;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
