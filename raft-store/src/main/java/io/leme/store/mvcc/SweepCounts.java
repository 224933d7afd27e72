package io.leme.store.mvcc;

import io.leme.store.base.Histogram;
import io.leme.store.base.Ticker;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// What sweeps have removed since the start of this member, and how long they took. Threads: one
/// sweeps, any reads.
public final class SweepCounts {
    private static final double FIRST_MILLIS = 100;
    private static final int BUCKETS = 14;

    private final Ticker ticker = Ticker.SYSTEM;
    private final InstantSource clock = InstantSource.system();
    private final LongAdder removed = new LongAdder();
    private final Histogram millis = new Histogram(FIRST_MILLIS, BUCKETS);
    private volatile long lastSeconds;
    private long beganNanos;

    void began() {
        beganNanos = ticker.nanos();
    }

    void removed(long versions) {
        removed.add(versions);
    }

    /// One came to its end that had something to do.
    void ended() {
        double took = ticker.nanos() - beganNanos;
        millis.record(took / TimeUnit.MILLISECONDS.toNanos(1));
        lastSeconds = clock.instant().getEpochSecond();
    }

    /// Versions removed.
    public long removed() {
        return removed.sum();
    }

    /// Times of whole sweeps, with the pauses between their steps.
    public Histogram millis() {
        return millis;
    }

    /// When the last one ended, in seconds since 1970; 0 when there was none.
    public long lastSeconds() {
        return lastSeconds;
    }
}
