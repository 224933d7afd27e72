package io.leme.store.rpc;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.leme.store.mvcc.Event;
import io.leme.store.watch.EventEncoder;
import io.leme.wire.rpc.WatchResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Events as they stand in a WatchResponse, each with its field tag, so that responses are joined
/// of ready pieces.
public final class WireEvents implements EventEncoder {
    private static final int TAG =
            WireFormat.FieldType.MESSAGE.getWireType() | WatchResponse.EVENTS_FIELD_NUMBER << 3;

    @Override
    public byte[] encode(Event event, boolean withPrevious) {
        io.leme.wire.kv.Event.Builder message =
                io.leme.wire.kv.Event.newBuilder()
                        .setType(
                                switch (event.kind()) {
                                    case PUT -> io.leme.wire.kv.Event.EventType.PUT;
                                    case DELETE -> io.leme.wire.kv.Event.EventType.DELETE;
                                })
                        .setKv(Responses.keyValue(event.kv()));
        if (withPrevious) {
            event.previous().ifPresent(kv -> message.setPrevKv(Responses.keyValue(kv)));
        }
        return field(message.build());
    }

    private static byte[] field(io.leme.wire.kv.Event message) {
        int size = message.getSerializedSize();
        int head =
                CodedOutputStream.computeUInt32SizeNoTag(TAG)
                        + CodedOutputStream.computeUInt32SizeNoTag(size);
        byte[] bytes = new byte[head + size];
        try {
            CodedOutputStream output = CodedOutputStream.newInstance(bytes);
            output.writeUInt32NoTag(TAG);
            output.writeUInt32NoTag(size);
            message.writeTo(output);
            output.checkNoSpaceLeft();
        } catch (IOException cannotBe) {
            throw new UncheckedIOException("an array of the right size has room", cannotBe);
        }
        return bytes;
    }
}
