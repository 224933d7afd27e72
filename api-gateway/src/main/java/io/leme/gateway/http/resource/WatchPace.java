package io.leme.gateway.http.resource;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// How soon after one write a watch writes again.
///
/// What a write costs, a wake-up, an encrypted record and a system call, is much more than what one
/// more event in it costs. So the more watches are open, the longer each lets events gather: with
/// few it is next to nothing, with a thousand 32 ms. The first event after a pause is never held
/// back.
///
/// Threads: any.
final class WatchPace {
    private static final long NANOS_EACH = 32_000;
    private static final long LONGEST_NANOS = 32_000_000;

    private final AtomicInteger open = new AtomicInteger();

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    /// From one write to the next.
    long pauseNanos() {
        return Math.min(open.get() * NANOS_EACH, LONGEST_NANOS);
    }

    /// Waits until it is time for another write.
    ///
    /// @param lastNanos when the last one was
    void await(long lastNanos) throws InterruptedException {
        long left = pauseNanos() - (System.nanoTime() - lastNanos);
        if (left > NANOS_EACH) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }
}
