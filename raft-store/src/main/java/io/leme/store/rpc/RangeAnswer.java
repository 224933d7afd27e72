package io.leme.store.rpc;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.leme.wire.rpc.RangeResponse;
import io.leme.wire.rpc.RangeStreamResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// A RangeResponse whose keys are bytes already.
///
/// @param rest all of its fields but the keys
record RangeAnswer(RangeResponse rest, PackedKeys keys) {
    /// As the answer of a Range.
    static final Marshaller<RangeAnswer> WHOLE =
            (Writing) answer -> new RangeFrame(answer.rest.toByteArray(), answer.keys);

    /// As one message of a RangeStream.
    static final Marshaller<RangeAnswer> PIECE =
            (Writing) answer -> new RangeFrame(answer.pieceHead(), answer.keys);

    /// The same method with answers of this kind.
    static <Q> MethodDescriptor<Q, RangeAnswer> method(
            MethodDescriptor<Q, ?> known, Marshaller<RangeAnswer> form) {
        return known.toBuilder(known.getRequestMarshaller(), form)
                .setSchemaDescriptor(known.getSchemaDescriptor())
                .build();
    }

    private byte[] pieceHead() {
        int inner = Math.addExact(rest.getSerializedSize(), Math.toIntExact(keys.bytes()));
        int field = RangeStreamResponse.RANGE_RESPONSE_FIELD_NUMBER;
        byte[] head =
                new byte
                        [CodedOutputStream.computeTagSize(field)
                                + CodedOutputStream.computeUInt32SizeNoTag(inner)
                                + rest.getSerializedSize()];
        CodedOutputStream output = CodedOutputStream.newInstance(head);
        try {
            output.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            output.writeUInt32NoTag(inner);
            rest.writeTo(output);
            output.checkNoSpaceLeft();
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
        return head;
    }

    /// The server only writes such messages.
    @FunctionalInterface
    private interface Writing extends Marshaller<RangeAnswer> {
        @Override
        default RangeAnswer parse(InputStream stream) {
            throw new UnsupportedOperationException("the server only writes answers");
        }
    }
}
