package io.leme.bench.load;

import com.google.protobuf.ByteString;
import io.leme.wire.kv.Event;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The driver's clock reading at the front of a watched value: 8 bytes, big endian.
final class TimeStamp {
    private TimeStamp() {}

    /// A value of `bytes` bytes (at least 8) that begins with `nanos`.
    static ByteString value(long nanos, int bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.max(Long.BYTES, bytes));
        buffer.putLong(nanos);
        return ByteString.copyFrom(buffer.rewind());
    }

    /// The stamp in an encoded event; 0 when its value is too short to hold one.
    static long of(ByteBuffer encodedEvent) throws IOException {
        ByteString value = Event.parseFrom(encodedEvent).getKv().getValue();
        return value.size() < Long.BYTES ? 0 : value.asReadOnlyByteBuffer().getLong();
    }
}
