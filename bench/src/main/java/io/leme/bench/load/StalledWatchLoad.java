package io.leme.bench.load;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Puts while one watcher of all of them does not read; then it reads again, and must get every
/// event, in order.
public final class StalledWatchLoad {
    private static final int PATIENCE_SECONDS = 60;

    private final Connections connections;
    private final Connections watching;
    private final Keys keys;

    /// `puts` were measured during the stall, `putsAlone` before; then `events` were read in
    /// `readSeconds`.
    public record Result(
            Measurement puts, Measurement putsAlone, long events, double readSeconds) {}

    /// The watcher has a connection of its own, the first of `watching`.
    public StalledWatchLoad(Connections connections, Connections watching, Keys keys) {
        this.connections = connections;
        this.watching = watching;
        this.keys = keys;
    }

    public Result run(Pace pace, Phases phases, Runnable atOpen, Runnable atClose)
            throws InterruptedException {
        Load puts = Loads.put(connections, keys);
        Measurement alone = new LoadDriver(puts, pace, phases).run(() -> {}, () -> {});
        InOrder reader = new InOrder();
        try (WatchStreams stream =
                WatchStreams.open(watching, 1, WatchStreams.Reading.FIRST_MESSAGE, reader)) {
            stream.create(WatchLoad.ofPrefix(keys).build());
            stream.awaitCreated();
            Measurement stalled = new LoadDriver(puts, pace, phases).run(atOpen, atClose);
            long first = reader.lastRevision;
            long start = System.nanoTime();
            reader.awaitUpTo(Revisions.latest(watching, keys), stream);
            double seconds = (System.nanoTime() - start) / 1e9;
            Measurement checked = reader.problem().map(stalled::withFailure).orElse(stalled);
            return new Result(checked, alone, reader.lastRevision - first, seconds);
        }
    }

    /// Every put is one event and one revision, so revisions must rise by one.
    private static final class InOrder implements WatchStreams.Listener {
        private final CountDownLatch complete = new CountDownLatch(1);
        private volatile long lastRevision;
        private volatile long awaited = Long.MAX_VALUE;
        private volatile @Nullable String problem;

        void awaitUpTo(long revision, WatchStreams stream) throws InterruptedException {
            awaited = revision;
            if (lastRevision >= revision) {
                return;
            }
            stream.readOn();
            if (!complete.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                problem =
                        "the watcher had revision %d of %d after %d s"
                                .formatted(lastRevision, revision, PATIENCE_SECONDS);
            }
        }

        @Override
        public void received(int stream, WatchTally tally) {
            if (tally.created()) {
                lastRevision = tally.headerRevision();
            }
            for (int i = 0; i < tally.events(); i++) {
                long revision = tally.revision(i);
                if (revision != lastRevision + 1) {
                    failed(
                            new IllegalStateException(
                                    "revision %d after %d".formatted(revision, lastRevision)));
                    return;
                }
                lastRevision = revision;
            }
            if (lastRevision >= awaited) {
                complete.countDown();
            }
        }

        @Override
        public void failed(Throwable cause) {
            problem = "watch: " + cause;
            complete.countDown();
        }

        Optional<String> problem() {
            return Optional.ofNullable(problem);
        }
    }
}
