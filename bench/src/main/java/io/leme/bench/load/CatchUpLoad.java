package io.leme.bench.load;

import io.grpc.StatusRuntimeException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// A watcher that starts a number of revisions back, while puts go on. Whenever it has caught up,
/// another starts as far back, so that one is always catching up for as long as the measurement
/// takes, however fast the server is.
///
/// Puts are measured twice, without and with the watcher, to show what it costs them.
public final class CatchUpLoad {
    private static final int FILLING_IN_FLIGHT = 512;

    private final Connections connections;
    private final Connections watching;
    private final Keys keys;
    private final long revisionsBack;
    private final LongAdder events = new LongAdder();
    private volatile boolean measuring;

    /// `puts` were measured while `events` reached the watchers; `putsAlone` before.
    public record Result(Measurement puts, Measurement putsAlone, long events) {
        public double eventsPerSecond() {
            return events / puts.seconds();
        }
    }

    /// The watcher has a connection of its own, the first of `watching`.
    public CatchUpLoad(
            Connections connections, Connections watching, Keys keys, long revisionsBack) {
        this.connections = connections;
        this.watching = watching;
        this.keys = keys;
        this.revisionsBack = revisionsBack;
    }

    /// Makes the history: one revision for each put.
    public void fill() throws InterruptedException {
        new Burst(Loads.put(connections, keys), revisionsBack, FILLING_IN_FLIGHT).run();
    }

    public Result run(Pace pace, Phases phases, Runnable atOpen, Runnable atClose)
            throws InterruptedException {
        Load puts = Loads.put(connections, keys);
        Measurement alone = new LoadDriver(puts, pace, phases).run(() -> {}, () -> {});
        events.reset();
        measuring = true;
        Watching watchers = new Watching();
        Thread thread = Thread.ofPlatform().name("bench-catch-up").start(watchers);
        Phases measureOnly = new Phases(phases.warmUp().dividedBy(2), phases.measure());
        Measurement with =
                new LoadDriver(puts, pace, measureOnly)
                        .run(
                                () -> {
                                    events.reset();
                                    atOpen.run();
                                },
                                () -> {
                                    measuring = false;
                                    atClose.run();
                                });
        watchers.stop();
        thread.join();
        return new Result(watchers.addFailure(with), alone, events.sum());
    }

    /// Starts one watcher after the other until the measurement is over.
    private final class Watching implements Runnable, WatchStreams.Listener {
        private final AtomicLong left = new AtomicLong();
        private volatile CountDownLatch caughtUp = new CountDownLatch(1);
        private volatile @Nullable Throwable failure;

        @Override
        public void run() {
            try {
                while (measuring && failure == null) {
                    watchOnce();
                }
            } catch (StatusRuntimeException broken) {
                failed(broken);
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }

        private void watchOnce() throws InterruptedException {
            long head = Revisions.latest(watching, keys);
            left.set(revisionsBack);
            caughtUp = new CountDownLatch(1);
            if (!measuring) {
                return;
            }
            try (WatchStreams stream =
                    WatchStreams.open(watching, 1, WatchStreams.Reading.ALL, this)) {
                stream.create(
                        WatchLoad.ofPrefix(keys)
                                .setStartRevision(head - revisionsBack + 1)
                                .build());
                caughtUp.await(10, TimeUnit.MINUTES);
            }
        }

        /// After the measurement; whoever starts to wait later sees that it is over.
        void stop() {
            caughtUp.countDown();
        }

        @Override
        public void received(int stream, WatchTally tally) {
            if (measuring) {
                events.add(tally.events());
            }
            if (left.addAndGet(-tally.events()) <= 0) {
                caughtUp.countDown();
            }
        }

        @Override
        public void failed(Throwable cause) {
            failure = cause;
            caughtUp.countDown();
        }

        Measurement addFailure(Measurement measured) {
            return failure == null ? measured : measured.withFailure("watch: " + failure);
        }
    }
}
