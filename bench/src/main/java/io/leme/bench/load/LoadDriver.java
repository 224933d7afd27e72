package io.leme.bench.load;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Runs one load at one pace and measures it. One use.
///
/// Threads: the caller's thread keeps time (and, in an open loop, starts requests); in a closed
/// loop the network thread that ends a request starts the next, on the same lane, so that a request
/// costs no wake-up of another thread. A semaphore counts what is under way, so [#run] returns only
/// when every request has ended or ten seconds have passed.
public final class LoadDriver {
    private static final long DRAIN_SECONDS = 10;
    private static final double MOST_TICKS_PER_SECOND = 1000;
    private static final long RETRY_AFTER_FAILURE_MILLIS = 10;

    private final Load load;
    private final Pace pace;
    private final Phases phases;
    private final AtomicLong sequence;

    public LoadDriver(Load load, Pace pace, Phases phases) {
        this(load, pace, phases, 0);
    }

    /// Requests are numbered from `firstSequence`.
    public LoadDriver(Load load, Pace pace, Phases phases, long firstSequence) {
        this.load = load;
        this.pace = pace;
        this.phases = phases;
        this.sequence = new AtomicLong(firstSequence);
    }

    /// `atOpen` runs when the warm-up is over and `atClose` when the measurement is.
    public Measurement run(Runnable atOpen, Runnable atClose) throws InterruptedException {
        MeasuringWindow window = new MeasuringWindow(System.nanoTime(), phases, load.lanes());
        Thread timekeeper =
                Thread.ofPlatform()
                        .name("bench-time")
                        .start(() -> {
                            sleepUntil(window.opensAt());
                            atOpen.run();
                            sleepUntil(window.closesAt());
                            atClose.run();
                        });
        switch (pace) {
            case Pace.ClosedLoop closed -> runClosed(closed.inFlight(), window);
            case Pace.OpenLoop open -> runOpen(open, window);
        }
        timekeeper.join();
        return window.result();
    }

    private void runClosed(int inFlight, MeasuringWindow window) throws InterruptedException {
        Semaphore ended = new Semaphore(0);
        boolean fixedLanes = inFlight >= load.lanes();
        for (int number = 0; number < inFlight; number++) {
            new Slot(window, ended, fixedLanes ? number % load.lanes() : Slot.ANY_LANE).startNext();
        }
        sleepUntil(window.closesAt());
        boolean drained = ended.tryAcquire(inFlight, DRAIN_SECONDS, TimeUnit.SECONDS);
        if (!drained) {
            window.failed(new IllegalStateException("requests were still open at the end"));
        }
    }

    /// Arrivals come at most a thousand times a second; above that several are due at once. Waking
    /// up for each of many thousands would cost more than the requests do.
    private void runOpen(Pace.OpenLoop open, MeasuringWindow window) throws InterruptedException {
        Semaphore slots = new Semaphore(open.maxInFlight());
        double ticksPerSecond = Math.min(open.perSecond(), MOST_TICKS_PER_SECOND);
        double tickNanos = 1e9 / ticksPerSecond;
        long start = System.nanoTime();
        long arrived = 0;
        for (long tick = 0; ; tick++) {
            long dueAt = start + (long) (tick * tickNanos);
            if (window.isClosed(dueAt)) {
                break;
            }
            sleepUntil(dueAt);
            long due = (long) ((tick + 1) * open.perSecond() / ticksPerSecond);
            for (; arrived < due; arrived++) {
                slots.acquire();
                startAt(dueAt, window, slots);
            }
        }
        if (!slots.tryAcquire(open.maxInFlight(), DRAIN_SECONDS, TimeUnit.SECONDS)) {
            window.failed(new IllegalStateException("requests were still open at the end"));
        }
    }

    private void startAt(long dueAt, MeasuringWindow window, Semaphore slots) {
        long number = sequence.getAndIncrement();
        int lane = (int) (number % load.lanes());
        load.start(
                lane,
                number,
                new Load.Done() {
                    @Override
                    public void succeeded() {
                        window.succeeded(lane, dueAt, System.nanoTime());
                        slots.release();
                    }

                    @Override
                    public void failed(Throwable cause) {
                        window.failed(cause);
                        slots.release();
                    }
                });
    }

    static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /// One of the requests that a closed loop has under way: when it ends, the next takes its
    /// place. Fewer slots than lanes take the lanes in turn, so that each member gets its share.
    private final class Slot implements Load.Done {
        private static final int ANY_LANE = -1;

        private final MeasuringWindow window;
        private final Semaphore ended;
        private final int fixedLane;
        private int lane;
        private long startedAt;

        Slot(MeasuringWindow window, Semaphore ended, int fixedLane) {
            this.window = window;
            this.ended = ended;
            this.fixedLane = fixedLane;
        }

        void startNext() {
            startedAt = System.nanoTime();
            if (window.isClosed(startedAt)) {
                ended.release();
                return;
            }
            long number = sequence.getAndIncrement();
            lane = fixedLane == ANY_LANE ? (int) (number % load.lanes()) : fixedLane;
            load.start(lane, number, this);
        }

        @Override
        public void succeeded() {
            window.succeeded(lane, startedAt, System.nanoTime());
            startNext();
        }

        @Override
        public void failed(Throwable cause) {
            window.failed(cause);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_AFTER_FAILURE_MILLIS));
            startNext();
        }
    }
}
