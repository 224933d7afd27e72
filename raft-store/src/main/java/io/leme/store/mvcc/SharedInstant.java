package io.leme.store.mvcc;

import java.util.concurrent.atomic.AtomicInteger;

/// An [Instant] with the number of those who hold it: the publisher while it is the latest, every
/// open view, and every read that is under way. The last one to let go releases it.
///
/// Threads: any.
final class SharedInstant {
    private final Instant instant;
    private final AtomicInteger holders = new AtomicInteger(1);

    /// Held once, by the caller.
    SharedInstant(Instant instant) {
        this.instant = instant;
    }

    /// Only for those who hold it.
    Instant instant() {
        return instant;
    }

    /// False when it is released already.
    boolean hold() {
        int now = holders.get();
        while (now > 0) {
            int seen = holders.compareAndExchange(now, now + 1);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return false;
    }

    void letGo() {
        if (holders.decrementAndGet() == 0) {
            instant.release();
        }
    }
}
