package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import io.leme.store.consensus.EntryLog.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The leader's half of group commit: joins what its own callers and the other members bring into
/// few, large log entries. What an entry costs (an fsync and a round of messages on every member)
/// is paid by all who travel in it.
///
/// One entry is under way at a time; what comes meanwhile waits and leaves in the next one, an
/// envelope behind the other. (With two under way entries are half as large and everything that an
/// entry costs is paid twice; measured, not assumed.)
///
/// Nothing waits when none is under way, with one exception: when a large entry has landed and less
/// than [#ENOUGH] of its size has come since, the callers that it answered are about to bring more.
/// Then the next one is held back until they have, for [#SHARE] of the time at most that the large
/// one took, and no longer than [#PATIENCE]. Otherwise callers fall into groups that take turns,
/// each of them with entries of its own. Small entries are never followed by a wait.
///
/// Holds what was brought and has not left: no more than each member's limit of envelopes in flight
/// lets through. Threads: any; the lock is not held while an entry is appended.
final class EntryJoiner {
    private static final int LARGE_BYTES = 8 << 10;
    private static final double ENOUGH = 0.95;
    private static final double SHARE = 0.6;
    private static final Duration PATIENCE = Duration.ofMillis(3);

    private final Function<byte[], CompletableFuture<Outcome>> log;
    private final int maxEntryBytes;
    private final Ticker ticker;
    private final Alarm alarm;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private int queuedBytes;
    private boolean underWay;
    private int lastBytes;
    private long leftNanos;
    private long landedNanos;
    private boolean alarmIsSet;

    /// Runs something later, or not at all when this member is being closed.
    @FunctionalInterface
    interface Alarm {
        void after(Duration pause, Runnable task);
    }

    private static final class Waiting {
        final byte[] envelope;
        final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        Waiting(byte[] envelope) {
            this.envelope = envelope;
        }
    }

    /// @param log appends one entry
    /// @param maxEntryBytes an envelope is at most as large; it is then alone in its entry
    EntryJoiner(
            Function<byte[], CompletableFuture<Outcome>> log,
            int maxEntryBytes,
            Ticker ticker,
            Alarm alarm) {
        this.log = log;
        this.maxEntryBytes = maxEntryBytes;
        this.ticker = ticker;
        this.alarm = alarm;
    }

    /// The outcome of the entry in which `envelope` travels.
    CompletableFuture<Outcome> append(byte[] envelope) {
        Waiting waiting = new Waiting(envelope);
        lock.lock();
        try {
            queue.add(waiting);
            queuedBytes += envelope.length;
        } finally {
            lock.unlock();
        }
        sendWhatFits();
        return waiting.outcome;
    }

    private void sendWhatFits() {
        List<Waiting> next = next();
        while (!next.isEmpty()) {
            send(next);
            next = next();
        }
    }

    /// What travels in the next entry; empty when nothing waits or nothing may leave.
    private List<Waiting> next() {
        lock.lock();
        try {
            List<Waiting> joined = new ArrayList<>();
            if (underWay || queue.isEmpty() || isHeldBack()) {
                return joined;
            }
            int bytes = 0;
            Waiting head = queue.peek();
            while (head != null
                    && (joined.isEmpty() || bytes + head.envelope.length <= maxEntryBytes)) {
                joined.add(queue.remove());
                bytes += head.envelope.length;
                head = queue.peek();
            }
            queuedBytes -= bytes;
            lastBytes = bytes;
            leftNanos = ticker.nanos();
            underWay = true;
            return joined;
        } finally {
            lock.unlock();
        }
    }

    private boolean isHeldBack() {
        if (lastBytes < LARGE_BYTES || queuedBytes >= ENOUGH * lastBytes) {
            return false;
        }
        long left = patienceNanos() - (ticker.nanos() - landedNanos);
        if (left <= 0) {
            return false;
        }
        if (!alarmIsSet) {
            alarmIsSet = true;
            alarm.after(Duration.ofNanos(left), this::waited);
        }
        return true;
    }

    private long patienceNanos() {
        return Math.min((long) (SHARE * (landedNanos - leftNanos)), PATIENCE.toNanos());
    }

    private void waited() {
        lock.lock();
        try {
            alarmIsSet = false;
        } finally {
            lock.unlock();
        }
        sendWhatFits();
    }

    private void send(List<Waiting> joined) {
        var _ =
                log.apply(join(joined))
                        .whenComplete((outcome, failure) -> {
                            landed();
                            Outcome known =
                                    failure == null
                                            ? outcome
                                            : new Outcome.Unknown(failure.toString());
                            joined.forEach(waiting -> waiting.outcome.complete(known));
                        });
    }

    private void landed() {
        lock.lock();
        try {
            underWay = false;
            landedNanos = ticker.nanos();
        } finally {
            lock.unlock();
        }
        sendWhatFits();
    }

    private static byte[] join(List<Waiting> joined) {
        if (joined.size() == 1) {
            return joined.getFirst().envelope;
        }
        int length = 0;
        for (Waiting waiting : joined) {
            length += waiting.envelope.length;
        }
        byte[] entry = new byte[length];
        int end = 0;
        for (Waiting waiting : joined) {
            System.arraycopy(waiting.envelope, 0, entry, end, waiting.envelope.length);
            end += waiting.envelope.length;
        }
        return entry;
    }
}
