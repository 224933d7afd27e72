package io.leme.client.grpc;

import java.util.function.DoubleSupplier;

/// How long to wait before trying again: twice as long each time, up to a limit, and never quite
/// the same, so that clients that failed together don't return together. Not for several threads.
final class Backoff {
    private static final long FIRST_MILLIS = 25;
    private static final long LONGEST_MILLIS = 1000;
    private static final double SPREAD = 0.25;

    private final DoubleSupplier random;
    private long baseMillis = FIRST_MILLIS;

    /// @param random from 0 to 1
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    long nextMillis() {
        long base = baseMillis;
        baseMillis = Math.min(LONGEST_MILLIS, base * 2);
        return Math.round(base * (1 - SPREAD + 2 * SPREAD * random.getAsDouble()));
    }

    void reset() {
        baseMillis = FIRST_MILLIS;
    }
}
