package io.leme.store.service;

import io.leme.store.base.Ticker;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.mvcc.View;
import io.leme.store.mvcc.ViewSource;
import io.leme.store.telemetry.Staged;
import io.leme.store.telemetry.Stages;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/// A read on its way: what is to be read, when it came past each stop, and its answer. One object,
/// because there is one for each range.
///
/// Threads: one after the other carries it, each handing over to the next.
final class Reading<A> extends CompletableFuture<A> implements Runnable, Staged {
    private final ViewSource views;
    private final Function<View, A> reader;
    private final Ticker ticker;
    private final ReadTimes times;
    private final long madeNanos;
    private long confirmedNanos = Stages.NEVER;
    private long begunNanos = Stages.NEVER;
    private long readNanos = Stages.NEVER;

    Reading(ViewSource views, Function<View, A> reader, Ticker ticker, ReadTimes times) {
        this.times = times;
        this.views = views;
        this.reader = reader;
        this.ticker = ticker;
        this.madeNanos = ticker.nanos();
    }

    /// May be read from now on.
    ///
    /// @return how long it has waited for that, in nanoseconds
    long confirmed() {
        confirmedNanos = ticker.nanos();
        return confirmedNanos - madeNanos;
    }

    /// Queues for a thread; refused when the queue is full.
    void queue(Executor reads) {
        try {
            reads.execute(this);
        } catch (RejectedExecutionException full) {
            completeExceptionally(new StoreException(StoreError.TOO_MANY_REQUESTS));
        }
    }

    // Whatever goes wrong while reading must reach the caller, also a fault of the program.
    @Override
    @SuppressWarnings("IllegalCatch")
    public void run() {
        begunNanos = ticker.nanos();
        try (View view = views.open()) {
            A answer = reader.apply(view);
            readNanos = ticker.nanos();
            times.read(true, readNanos - begunNanos);
            complete(answer);
        } catch (RuntimeException failure) {
            times.read(false, ticker.nanos() - begunNanos);
            completeExceptionally(failure);
        }
    }

    @Override
    public List<Stages.Stage> stages(long beganNanos, long endedNanos) {
        return new Stages(beganNanos, endedNanos)
                .then("checked", madeNanos)
                .then("confirmed", confirmedNanos)
                .then("queued", begunNanos)
                .then("read", readNanos)
                .last("answered");
    }
}
