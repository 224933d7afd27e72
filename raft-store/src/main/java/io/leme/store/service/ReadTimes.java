package io.leme.store.service;

import io.leme.store.base.Histogram;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// How long ranges took to read, without the wait for their turn. Threads: any.
public final class ReadTimes {
    /// etcd's own limit.
    private static final long SLOW_NANOS = Duration.ofMillis(100).toNanos();

    private static final double FIRST_SECONDS = 0.0001;
    private static final int BUCKETS = 20;

    private final Histogram done = new Histogram(FIRST_SECONDS, BUCKETS);
    private final Histogram failed = new Histogram(FIRST_SECONDS, BUCKETS);
    private final LongAdder slow = new LongAdder();

    void read(boolean success, long nanos) {
        (success ? done : failed).recordNanos(nanos);
        if (nanos > SLOW_NANOS) {
            slow.increment();
        }
    }

    /// Of those that were answered, in seconds.
    public Histogram done() {
        return done;
    }

    /// Of those that were refused, in seconds.
    public Histogram failed() {
        return failed;
    }

    /// Those that took longer than 100 ms.
    public long slow() {
        return slow.sum();
    }
}
