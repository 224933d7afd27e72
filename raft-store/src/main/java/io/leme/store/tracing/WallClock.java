package io.leme.store.tracing;

import java.time.Duration;
import java.time.Instant;

/// Turns times that were measured into times of day, by one moment that is known as both.
record WallClock(Instant moment, long momentNanos) {
    static WallClock now() {
        return new WallClock(Instant.now(), System.nanoTime());
    }

    Instant at(long nanos) {
        return moment.minus(Duration.ofNanos(momentNanos - nanos));
    }
}
