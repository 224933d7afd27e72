package io.leme.gateway.process;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Waits for what has to come true in the end.
final class Eventually {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private Eventually() {}

    /// Repeats the assertion until it holds; fails with its last failure.
    static void assertEventually(ThrowingCallable assertion) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (Throwable e) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("still not so after " + LONGEST, e);
                }
            }
            Thread.sleep(POLL);
        }
    }
}
