package io.leme.bench.load;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.function.LongFunction;

/// A load of unary calls of one method, spread over connections.
public final class UnaryLoad<Q, A> implements Load {
    private final Connections connections;
    private final MethodDescriptor<Q, A> method;
    private final LongFunction<Q> requests;
    private final Reader<A> reader;

    /// Looks at the answer to a request before it counts; what it throws makes the request a failed
    /// one.
    @FunctionalInterface
    public interface Reader<A> {
        void read(long sequence, A answer);
    }

    public UnaryLoad(
            Connections connections, MethodDescriptor<Q, A> method, LongFunction<Q> requests) {
        this(connections, method, requests, (sequence, answer) -> {});
    }

    public UnaryLoad(
            Connections connections,
            MethodDescriptor<Q, A> method,
            LongFunction<Q> requests,
            Reader<A> reader) {
        this.connections = connections;
        this.method = method;
        this.requests = requests;
        this.reader = reader;
    }

    @Override
    public int lanes() {
        return connections.size();
    }

    @Override
    public void start(int lane, long sequence, Done done) {
        ClientCalls.asyncUnaryCall(
                connections.get(lane).newCall(method, CallOptions.DEFAULT),
                requests.apply(sequence),
                new DoneObserver<>(reader, sequence, done));
    }

    private record DoneObserver<A>(Reader<A> reader, long sequence, Done done)
            implements StreamObserver<A> {
        @Override
        public void onNext(A answer) {
            reader.read(sequence, answer);
        }

        @Override
        public void onError(Throwable cause) {
            done.failed(cause);
        }

        @Override
        public void onCompleted() {
            done.succeeded();
        }
    }
}
