package io.leme.client.fake;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for what must come true, looking often, for 20 s at most.
public final class Eventually {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();
    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

    private Eventually() {}

    public static void eventually(Runnable assertion) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() - deadline > 0) {
                    throw notYet;
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }
}
