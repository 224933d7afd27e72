package io.leme.store.judge.differential;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.leme.wire.rpc.WatchCreateRequest;

/// One request of a run.
sealed interface Step {
    /// One request with one answer.
    record Unary<Q extends Message, A extends Message>(MethodDescriptor<Q, A> method, Q request)
            implements Step {
        String name() {
            return method.getBareMethodName() == null ? "?" : method.getBareMethodName();
        }
    }

    /// Asks that a lease live on, over the side's one keep-alive stream.
    record KeepAlive(long leaseId) implements Step {}

    /// Starts a watcher on one of the side's streams.
    record Watch(int stream, WatchCreateRequest request) implements Step {}

    /// Ends a watcher that lives, or one that does not.
    record Unwatch(int stream, long watchId) implements Step {}

    /// Waits until every watcher has what it must have, and compares what they have.
    record Settle() implements Step {}
}
