package io.leme.client.fake;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicInteger;

/// What a fake etcd shall do wrong, and what was asked of it. Each switch is off at first.
public final class Faults {
    private final AtomicInteger unavailable = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private volatile Status unavailableAs = Status.UNAVAILABLE;
    private volatile boolean answersAreLost;
    private volatile boolean silent;

    /// The next so many requests are answered Unavailable, before anything is done.
    public void unavailable(int times, String text) {
        unavailableAs = Status.UNAVAILABLE.withDescription(text);
        unavailable.set(times);
    }

    /// Requests are done, but then the answer is Unavailable.
    public void loseAnswers(boolean lose) {
        answersAreLost = lose;
    }

    /// Requests are neither done nor answered.
    public void silent(boolean beSilent) {
        silent = beSilent;
    }

    /// How many requests with one answer have arrived.
    public int asked() {
        return asked.get();
    }

    /// How many of the unanswered ones the client has cancelled.
    public int cancelled() {
        return cancelled.get();
    }

    /// Whether a request that has just arrived shall be done.
    boolean mayDo(StreamObserver<?> client) {
        asked.incrementAndGet();
        if (silent) {
            ((io.grpc.stub.ServerCallStreamObserver<?>) client)
                    .setOnCancelHandler(cancelled::incrementAndGet);
            return false;
        }
        if (unavailable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            client.onError(unavailableAs.asRuntimeException());
            return false;
        }
        return true;
    }

    <A> void answer(StreamObserver<A> client, A answer) {
        if (answersAreLost) {
            client.onError(
                    Status.UNAVAILABLE
                            .withDescription("etcdserver: request timed out")
                            .asRuntimeException());
            return;
        }
        client.onNext(answer);
        client.onCompleted();
    }
}
