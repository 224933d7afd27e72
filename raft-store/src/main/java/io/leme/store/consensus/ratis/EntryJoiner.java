package io.leme.store.consensus.ratis;

import io.leme.store.consensus.EntryLog.Outcome;
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
/// envelope behind the other. Nothing waits when none is under way. (With two under way entries are
/// half as large and everything that an entry costs is paid twice; measured, not assumed.)
///
/// Holds what was brought and has not left: no more than each member's limit of envelopes in flight
/// lets through. Threads: any; the lock is not held while an entry is appended.
final class EntryJoiner {
    private final Function<byte[], CompletableFuture<Outcome>> log;
    private final int maxEntryBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private boolean underWay;

    private static final class Waiting {
        final byte[] envelope;
        final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        Waiting(byte[] envelope) {
            this.envelope = envelope;
        }
    }

    /// @param log appends one entry
    /// @param maxEntryBytes an envelope is at most as large; it is then alone in its entry
    EntryJoiner(Function<byte[], CompletableFuture<Outcome>> log, int maxEntryBytes) {
        this.log = log;
        this.maxEntryBytes = maxEntryBytes;
    }

    /// The outcome of the entry in which `envelope` travels.
    CompletableFuture<Outcome> append(byte[] envelope) {
        Waiting waiting = new Waiting(envelope);
        lock.lock();
        try {
            queue.add(waiting);
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
            if (underWay) {
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
            underWay = !joined.isEmpty();
            return joined;
        } finally {
            lock.unlock();
        }
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
