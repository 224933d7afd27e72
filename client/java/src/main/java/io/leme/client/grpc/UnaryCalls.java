package io.leme.client.grpc;

import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Requests with one answer. Each gets as many attempts as it may have within the request timeout:
/// reads go on for as long as members are unavailable, writes only while they certainly haven't
/// been sent, which are the rules of etcd's own client.
final class UnaryCalls {
    private final ClientContext context;
    private final Duration requestTimeout;
    private volatile boolean closed;

    UnaryCalls(ClientContext context, Duration requestTimeout) {
        this.context = context;
        this.requestTimeout = requestTimeout;
    }

    /// A request to the cluster.
    <Q, A, R> CompletableFuture<R> call(
            MethodDescriptor<Q, A> method, Q message, CallKind kind, Function<A, R> decode) {
        return start(new UnaryRequest<>(this, method, message, kind, decode));
    }

    /// A request to one member, and no other; one attempt.
    <Q, A, R> CompletableFuture<R> callOne(
            EndpointChannel member,
            MethodDescriptor<Q, A> method,
            Q message,
            Function<A, R> decode) {
        return start(
                new UnaryRequest<>(this, method, message, CallKind.READ, decode).pinned(member));
    }

    private <Q, A, R> CompletableFuture<R> start(UnaryRequest<Q, A, R> request) {
        if (closed) {
            return CompletableFuture.failedFuture(Failures.closed());
        }
        return request.start();
    }

    /// Requests that begin from now on fail; those under way end with their connections.
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    ClientContext context() {
        return context;
    }

    Duration requestTimeout() {
        return requestTimeout;
    }
}
