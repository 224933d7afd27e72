package io.leme.store.base;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Stands still until it is moved.
public final class ManualTicker implements Ticker {
    private final AtomicLong nanos = new AtomicLong(1_000_000_000L);

    @Override
    public long nanos() {
        return nanos.get();
    }

    public void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
