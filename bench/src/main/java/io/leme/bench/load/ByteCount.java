package io.leme.bench.load;

import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Answers of which only the size is looked at: building ten thousand keys from their bytes would
/// cost the driver more than sending them costs a server.
final class ByteCount implements MethodDescriptor.Marshaller<Long> {
    private ByteCount() {}

    /// The method with each answer read as its number of bytes.
    static <Q, A> MethodDescriptor<Q, Long> of(MethodDescriptor<Q, A> method) {
        return method.toBuilder(method.getRequestMarshaller(), new ByteCount()).build();
    }

    @Override
    public InputStream stream(Long value) {
        throw new UnsupportedOperationException("counts are only read");
    }

    @Override
    public Long parse(InputStream stream) {
        try {
            long bytes = 0;
            for (int left = stream.available(); left > 0; left = stream.available()) {
                bytes += stream.skip(left);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
