package io.leme.bench.load;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The driver's clock reading at the front of a watched value: 8 bytes, big endian.
final class TimeStamp {
    private TimeStamp() {}

    /// `value` with `nanos` in place of its first 8 bytes; at least those 8.
    static ByteString value(long nanos, ByteString value) {
        byte[] stamped = Arrays.copyOf(value.toByteArray(), Math.max(Long.BYTES, value.size()));
        ByteBuffer.wrap(stamped).putLong(nanos);
        return UnsafeByteOperations.unsafeWrap(stamped);
    }
}
