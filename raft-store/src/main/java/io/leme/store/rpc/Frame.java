package io.leme.store.rpc;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The bytes of a message that no generated code has built. gRPC drains it into its buffers without
/// a copy in between; the in-process transport reads it.
abstract class Frame extends InputStream implements Drainable, KnownLength {
    private final int length;
    private @Nullable InputStream reading;

    Frame(int length) {
        this.length = length;
    }

    final int length() {
        return length;
    }

    /// All of the bytes, for those who read.
    abstract InputStream toStream();

    @Override
    public int available() throws IOException {
        return reading == null ? length : reading.available();
    }

    @Override
    public int read() throws IOException {
        return reading().read();
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        return reading().read(target, offset, count);
    }

    private InputStream reading() {
        InputStream known = reading;
        if (known == null) {
            known = toStream();
            reading = known;
        }
        return known;
    }
}
