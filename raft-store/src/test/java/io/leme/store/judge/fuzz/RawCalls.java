package io.leme.store.judge.fuzz;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Calls whose messages are any bytes, at most 32 at a time. A call that the member does not end is
/// given up after a while.
final class RawCalls implements AutoCloseable {
    private static final int MOST_AT_ONCE = 32;
    private static final Duration LONGEST = Duration.ofMillis(400);

    private final ManagedChannel channel;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    RawCalls(InetSocketAddress address) {
        this.channel =
                NettyChannelBuilder.forAddress(address)
                        .usePlaintext()
                        .disableRetry()
                        .maxInboundMessageSize(Integer.MAX_VALUE)
                        .build();
    }

    /// The same method with bytes in place of its messages.
    static MethodDescriptor<byte[], byte[]> raw(MethodDescriptor<?, ?> method) {
        return method.toBuilder(Anything.INSTANCE, Anything.INSTANCE).build();
    }

    /// A method that is known by its name alone, with messages in both directions.
    static MethodDescriptor<byte[], byte[]> named(String fullName) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                .setFullMethodName(fullName)
                .setRequestMarshaller(Anything.INSTANCE)
                .setResponseMarshaller(Anything.INSTANCE)
                .build();
    }

    /// Sends the messages and asks for all answers; returns at once, or when there is room.
    CompletableFuture<Status> call(MethodDescriptor<byte[], byte[]> method, List<byte[]> messages) {
        room.acquireUninterruptibly();
        CompletableFuture<Status> end = new CompletableFuture<>();
        ClientCall<byte[], byte[]> call =
                channel.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(LONGEST));
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, @Nullable Metadata trailers) {
                        room.release();
                        end.complete(status);
                    }
                },
                new Metadata());
        call.request(Integer.MAX_VALUE);
        messages.forEach(call::sendMessage);
        call.halfClose();
        return end;
    }

    /// Sends the messages and takes `answers` messages at most; the call stays open.
    ClientCall<byte[], byte[]> open(
            MethodDescriptor<byte[], byte[]> method, List<byte[]> messages, int answers) {
        ClientCall<byte[], byte[]> call = channel.newCall(method, CallOptions.DEFAULT);
        call.start(new ClientCall.Listener<>() {}, new Metadata());
        call.request(answers);
        messages.forEach(call::sendMessage);
        return call;
    }

    @Override
    public void close() throws InterruptedException {
        channel.shutdownNow();
        channel.awaitTermination(5, TimeUnit.SECONDS);
    }

    private enum Anything implements MethodDescriptor.Marshaller<byte[]> {
        INSTANCE;

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
