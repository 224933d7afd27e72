package io.leme.store.judge.process;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A stream in both directions, as everything that came in so far. Thread-safe: messages arrive on
/// the channel's threads, tests read on theirs.
public final class WireStream<Q, A> implements StreamObserver<A>, AutoCloseable {
    private final List<A> received = new ArrayList<>();
    private @Nullable StreamObserver<Q> requests;
    private @Nullable Status end;

    WireStream() {}

    void attach(StreamObserver<Q> newRequests) {
        this.requests = newRequests;
    }

    /// Sends one request.
    public void send(Q request) {
        if (requests != null) {
            requests.onNext(request);
        }
    }

    /// Everything received so far, oldest first.
    public synchronized List<A> received() {
        return List.copyOf(received);
    }

    /// Messages received so far.
    public synchronized int size() {
        return received.size();
    }

    /// What came in from the given position on.
    public synchronized List<A> receivedFrom(int position) {
        return List.copyOf(received.subList(position, received.size()));
    }

    /// How the other side ended the stream; null while it is open.
    public synchronized @Nullable Status end() {
        return end;
    }

    /// The first message from a position on that fits, waiting for it within the bound.
    public A await(Duration bound, int position, String what, Predicate<A> fits) {
        return Eventually.obtain(
                bound,
                () -> what + "; stream has " + receivedFrom(position) + ", end " + end(),
                () -> receivedFrom(position).stream().filter(fits).findFirst());
    }

    @Override
    public synchronized void onNext(A message) {
        received.add(message);
    }

    @Override
    public synchronized void onError(Throwable failure) {
        end = Status.fromThrowable(failure);
    }

    @Override
    public synchronized void onCompleted() {
        end = Status.OK;
    }

    @Override
    public void close() {
        if (requests != null && end() == null) {
            requests.onError(Status.CANCELLED.asRuntimeException());
        }
    }
}
