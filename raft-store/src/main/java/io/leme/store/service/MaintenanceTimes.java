package io.leme.store.service;

import io.leme.store.base.Histogram;
import io.leme.store.base.Ticker;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// How long the larger works of maintenance take, and which of them run. Threads: any.
public final class MaintenanceTimes {
    private static final double FIRST_SECONDS = 0.01;
    private static final int BUCKETS = 15;

    private final Ticker ticker = Ticker.SYSTEM;
    private final Histogram hashes = new Histogram(FIRST_SECONDS, BUCKETS);
    private final Histogram keyHashes = new Histogram(FIRST_SECONDS, BUCKETS);
    private final AtomicInteger defragmenting = new AtomicInteger();

    /// Times a hash over the whole state.
    <T> T hash(Supplier<T> work) {
        return timed(hashes, work);
    }

    /// Times a hash over keys up to a revision.
    <T> T keyHash(Supplier<T> work) {
        return timed(keyHashes, work);
    }

    void defragmenting(Runnable work) {
        defragmenting.incrementAndGet();
        try {
            work.run();
        } finally {
            defragmenting.decrementAndGet();
        }
    }

    private <T> T timed(Histogram times, Supplier<T> work) {
        long began = ticker.nanos();
        T done = work.get();
        times.recordNanos(ticker.nanos() - began);
        return done;
    }

    /// In seconds.
    public Histogram hashes() {
        return hashes;
    }

    /// In seconds.
    public Histogram keyHashes() {
        return keyHashes;
    }

    public boolean isDefragmenting() {
        return defragmenting.get() > 0;
    }
}
