package io.leme.store.rpc;

import io.grpc.Status;
import io.leme.store.base.Ticker;
import io.leme.store.consensus.Leadership;
import io.leme.store.error.StoreError;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Streams that are open, to end them when the server stops, or when their client wants a leader
/// (metadata `hasleader`) and there has been none for three election timeouts.
final class OpenStreams {
    private final Leadership leadership;
    private final Ticker ticker;
    private final long patienceNanos;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private volatile long leaderSeenAtNanos;

    /// A stream that can be ended from the server's side, on any thread.
    interface Stream {
        boolean isOpen();

        void end(Status status);

        boolean wantsLeader();
    }

    OpenStreams(Leadership leadership, Ticker ticker, Duration electionTimeout) {
        this.leadership = leadership;
        this.ticker = ticker;
        this.patienceNanos = 3 * electionTimeout.toNanos();
        this.leaderSeenAtNanos = ticker.nanos();
    }

    void add(Stream stream) {
        streams.add(stream);
    }

    /// Called several times per election timeout.
    void check() {
        streams.removeIf(stream -> !stream.isOpen());
        if (leadership.leader().isPresent()) {
            leaderSeenAtNanos = ticker.nanos();
        } else if (ticker.nanos() - leaderSeenAtNanos > patienceNanos) {
            Status status = Statuses.of(StoreError.NO_LEADER);
            streams.stream().filter(Stream::wantsLeader).forEach(stream -> stream.end(status));
        }
    }

    void endAll() {
        Status status = Statuses.of(StoreError.STOPPED);
        streams.forEach(stream -> stream.end(status));
    }
}
