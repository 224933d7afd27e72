package io.leme.store.consensus;

import io.leme.store.base.Histogram;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What went between this member and one other since the start of this one. Bytes are those of
/// messages as they are on the wire, below TLS and without headers.
///
/// Threads: any.
public final class PeerCounts {
    private static final double FIRST_ROUND_TRIP_SECONDS = 0.0001;
    private static final int ROUND_TRIP_BUCKETS = 16;

    private final LongAdder sentBytes = new LongAdder();
    private final LongAdder receivedBytes = new LongAdder();
    private final LongAdder sentFailures = new LongAdder();
    private final LongAdder receivedFailures = new LongAdder();
    private final LongAdder disconnections = new LongAdder();
    private final Histogram roundTrips =
            new Histogram(FIRST_ROUND_TRIP_SECONDS, ROUND_TRIP_BUCKETS);
    private final Copies sentCopies = new Copies();
    private final Copies receivedCopies = new Copies();
    private volatile boolean active;

    /// Copies of the whole state in one direction.
    public static final class Copies {
        private static final double FIRST_SECONDS = 0.1;
        private static final int BUCKETS = 10;

        private final AtomicInteger running = new AtomicInteger();
        private final LongAdder successes = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private final Histogram seconds = new Histogram(FIRST_SECONDS, BUCKETS);

        /// One begins; [#ended] is called for it once.
        public void began() {
            running.incrementAndGet();
        }

        public void ended(boolean success, long nanos) {
            running.decrementAndGet();
            (success ? successes : failures).increment();
            if (success) {
                seconds.recordNanos(nanos);
            }
        }

        public int running() {
            return running.get();
        }

        public long successes() {
            return successes.sum();
        }

        public long failures() {
            return failures.sum();
        }

        /// How long those took that came to their end.
        public Histogram seconds() {
            return seconds;
        }
    }

    public void sent(long bytes) {
        sentBytes.add(bytes);
    }

    public void received(long bytes) {
        receivedBytes.add(bytes);
    }

    public void sendingFailed() {
        sentFailures.increment();
    }

    public void receivingFailed() {
        receivedFailures.increment();
    }

    public void answeredWithin(long nanos) {
        roundTrips.recordNanos(nanos);
    }

    /// Whether the other one is heard, as far as this one would have to hear it.
    public void seen(boolean heard) {
        active = heard;
    }

    /// The other one would have to be heard, and is not.
    public void silent() {
        if (active) {
            active = false;
            disconnections.increment();
        }
    }

    public long sentBytes() {
        return sentBytes.sum();
    }

    public long receivedBytes() {
        return receivedBytes.sum();
    }

    /// Calls without an answer, and messages to one that had not been heard for an election
    /// timeout.
    public long sentFailures() {
        return sentFailures.sum();
    }

    /// Streams and calls that broke off.
    public long receivedFailures() {
        return receivedFailures.sum();
    }

    public long disconnections() {
        return disconnections.sum();
    }

    /// Of the heartbeats that this member sent while it led, in seconds.
    public Histogram roundTrips() {
        return roundTrips;
    }

    /// A leader hears its followers and they hear it; followers do not hear each other.
    public boolean isActive() {
        return active;
    }

    public Copies sentCopies() {
        return sentCopies;
    }

    public Copies receivedCopies() {
        return receivedCopies;
    }
}
