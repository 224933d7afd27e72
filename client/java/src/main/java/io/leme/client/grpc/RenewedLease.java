package io.leme.client.grpc;

import io.leme.client.error.ErrorCode;
import io.leme.client.error.ErrorFamily;
import io.leme.client.error.ErrorReason;
import io.leme.client.error.StoreException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// When one lease is due, and when it must be taken for lost. Guarded by the lock of [Renewals].
///
/// It counts from the moment a renewal was asked for, which is never later than the moment the
/// store renewed it: the client gives a lease up before the store does, not after.
final class RenewedLease {
    /// So that a lease with hardly any time to live doesn't flood the store.
    private static final long LEAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final long id;
    private final Set<Renewal> listeners = new LinkedHashSet<>();

    /// When the renewals were asked for that are not answered yet; answers come in this order.
    private final Deque<Long> sentNanos = new ArrayDeque<>();

    private long lostNanos;
    private long dueNanos;
    private boolean due = true;
    private long pauseNanos = TimeUnit.SECONDS.toNanos(1);

    RenewedLease(long id, long lostNanos) {
        this.id = id;
        this.lostNanos = lostNanos;
    }

    long id() {
        return id;
    }

    Set<Renewal> listeners() {
        return listeners;
    }

    void add(Renewal renewal) {
        listeners.add(renewal);
    }

    /// @return whether nobody is left who wants it renewed
    boolean remove(Renewal renewal) {
        listeners.remove(renewal);
        return listeners.isEmpty();
    }

    boolean isDue(long now) {
        return due || now - dueNanos >= 0;
    }

    boolean isLost(long now) {
        return now - lostNanos >= 0;
    }

    void sent(long now) {
        sentNanos.add(now);
        due = false;
        dueNanos = now + pauseNanos;
    }

    /// Answers to a broken call never come: it is due at once.
    void forgetSent() {
        sentNanos.clear();
        due = true;
    }

    void renewed(long ttlSeconds, long now) {
        Long sent = sentNanos.poll();
        long from = sent == null ? now : sent;
        long ttlNanos = TimeUnit.SECONDS.toNanos(ttlSeconds);
        lostNanos = from + ttlNanos;
        pauseNanos = Math.max(LEAST_PAUSE_NANOS, ttlNanos / 3);
        dueNanos = from + pauseNanos;
        listeners.forEach(listener -> listener.onRenewed(ttlSeconds));
    }

    void lost(StoreException cause) {
        listeners.forEach(listener -> listener.onLost(cause));
    }

    StoreException silence() {
        return new StoreException(
                ErrorFamily.UNKNOWN_OUTCOME,
                ErrorCode.DEADLINE_EXCEEDED,
                "no renewal of lease " + Long.toHexString(id) + " came through while it lived");
    }

    static StoreException unknown() {
        return new StoreException(
                ErrorFamily.REJECTED,
                ErrorReason.LEASE_NOT_FOUND.code(),
                ErrorReason.LEASE_NOT_FOUND.text());
    }
}
