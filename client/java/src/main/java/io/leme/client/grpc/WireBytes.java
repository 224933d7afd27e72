package io.leme.client.grpc;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.leme.client.kv.ByteSequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Takes bytes to the wire's type and back without copying them: both sides promise not to change
/// them.
final class WireBytes {
    private WireBytes() {}

    static ByteString toWire(ByteSequence bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes.array());
    }

    static ByteSequence fromWire(ByteString bytes) {
        if (bytes.isEmpty()) {
            return ByteSequence.empty();
        }
        Backing backing = new Backing();
        try {
            UnsafeByteOperations.unsafeWriteTo(bytes, backing);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory can't be read", impossible);
        }
        byte[] whole = backing.whole;
        if (whole == null || whole.length != bytes.size()) {
            return ByteSequence.wrap(bytes.toByteArray());
        }
        return ByteSequence.wrap(whole);
    }

    /// Catches the array behind a byte string, if there is one that holds these bytes only.
    private static final class Backing extends ByteOutput {
        private byte @Nullable [] whole;

        @Override
        public void write(byte value) {}

        @Override
        public void write(byte[] value, int offset, int length) {}

        @Override
        public void writeLazy(byte[] value, int offset, int length) {
            boolean all = offset == 0 && length == value.length;
            whole = all ? value : null;
        }

        @Override
        public void write(ByteBuffer value) {}

        @Override
        public void writeLazy(ByteBuffer value) {}
    }
}
