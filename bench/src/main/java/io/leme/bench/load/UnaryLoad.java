package io.leme.bench.load;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.function.LongFunction;

/// A load of unary calls of one method, spread over connections.
public final class UnaryLoad<Q, A> implements Load {
    private final Connections connections;
    private final MethodDescriptor<Q, A> method;
    private final LongFunction<Q> requests;

    public UnaryLoad(
            Connections connections, MethodDescriptor<Q, A> method, LongFunction<Q> requests) {
        this.connections = connections;
        this.method = method;
        this.requests = requests;
    }

    @Override
    public void start(long sequence, Done done) {
        Channel channel = connections.get(sequence);
        ClientCalls.asyncUnaryCall(
                channel.newCall(method, CallOptions.DEFAULT),
                requests.apply(sequence),
                new DoneObserver<>(done));
    }

    private record DoneObserver<A>(Done done) implements StreamObserver<A> {
        @Override
        public void onNext(A answer) {
            // Counted when the call has completed.
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
