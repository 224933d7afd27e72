package io.leme.store.consensus.ratis;

import io.leme.store.consensus.LogPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// How far this member has applied the log, and who waits for that. The apply thread moves it; any
/// thread waits. Waiters are as many as the rounds of [RatisReadGate] that are open.
final class AppliedIndex {
    private final Executor completions;
    private final PriorityQueue<Waiter> waiters =
            new PriorityQueue<>(Comparator.comparingLong(Waiter::index));
    private volatile LogPosition position;

    AppliedIndex(LogPosition position, Executor completions) {
        this.position = position;
        this.completions = completions;
    }

    LogPosition position() {
        return position;
    }

    long index() {
        return position.index();
    }

    CompletableFuture<Void> reached(long index) {
        if (index() >= index) {
            return CompletableFuture.completedFuture(null);
        }
        Waiter waiter = new Waiter(index, new CompletableFuture<>());
        synchronized (waiters) {
            if (index() < index) {
                waiters.add(waiter);
                return waiter.done();
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    void moveTo(LogPosition to) {
        List<Waiter> released = new ArrayList<>();
        synchronized (waiters) {
            position = to;
            for (Waiter first = waiters.peek();
                    first != null && first.index() <= to.index();
                    first = waiters.peek()) {
                released.add(waiters.remove());
            }
        }
        if (!released.isEmpty()) {
            completions.execute(() -> released.forEach(waiter -> waiter.done().complete(null)));
        }
    }

    private record Waiter(long index, CompletableFuture<Void> done) {}
}
