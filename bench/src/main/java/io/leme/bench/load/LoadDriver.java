package io.leme.bench.load;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Runs one load at one pace and measures it. One use.
///
/// Threads: the caller's thread keeps time (and, in an open loop, starts requests); in a closed
/// loop the network thread that ends a request starts the next. A semaphore counts what is under
/// way, so [#run] returns only when every request has ended or ten seconds have passed.
public final class LoadDriver {
    private static final long DRAIN_SECONDS = 10;
    private static final long RETRY_AFTER_FAILURE_MILLIS = 10;

    private final Load load;
    private final Pace pace;
    private final Phases phases;
    private final AtomicLong sequence = new AtomicLong();

    public LoadDriver(Load load, Pace pace, Phases phases) {
        this.load = load;
        this.pace = pace;
        this.phases = phases;
    }

    /// `atOpen` runs when the warm-up is over and `atClose` when the measurement is.
    public Measurement run(Runnable atOpen, Runnable atClose) throws InterruptedException {
        MeasuringWindow window = new MeasuringWindow(System.nanoTime(), phases);
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
        for (int slot = 0; slot < inFlight; slot++) {
            startNext(window, ended);
        }
        sleepUntil(window.closesAt());
        boolean drained = ended.tryAcquire(inFlight, DRAIN_SECONDS, TimeUnit.SECONDS);
        if (!drained) {
            window.failed(new IllegalStateException("requests were still open at the end"));
        }
    }

    private void startNext(MeasuringWindow window, Semaphore ended) {
        long startedAt = System.nanoTime();
        if (window.isClosed(startedAt)) {
            ended.release();
            return;
        }
        load.start(
                sequence.getAndIncrement(),
                new Load.Done() {
                    @Override
                    public void succeeded() {
                        window.succeeded(startedAt, System.nanoTime());
                        startNext(window, ended);
                    }

                    @Override
                    public void failed(Throwable cause) {
                        window.failed(cause);
                        LockSupport.parkNanos(
                                TimeUnit.MILLISECONDS.toNanos(RETRY_AFTER_FAILURE_MILLIS));
                        startNext(window, ended);
                    }
                });
    }

    private void runOpen(Pace.OpenLoop open, MeasuringWindow window) throws InterruptedException {
        Semaphore slots = new Semaphore(open.maxInFlight());
        double gapNanos = 1e9 / open.perSecond();
        long start = System.nanoTime();
        for (long arrival = 0; ; arrival++) {
            long dueAt = start + (long) (arrival * gapNanos);
            if (window.isClosed(dueAt)) {
                break;
            }
            sleepUntil(dueAt);
            slots.acquire();
            startAt(dueAt, window, slots);
        }
        if (!slots.tryAcquire(open.maxInFlight(), DRAIN_SECONDS, TimeUnit.SECONDS)) {
            window.failed(new IllegalStateException("requests were still open at the end"));
        }
    }

    private void startAt(long dueAt, MeasuringWindow window, Semaphore slots) {
        load.start(
                sequence.getAndIncrement(),
                new Load.Done() {
                    @Override
                    public void succeeded() {
                        window.succeeded(dueAt, System.nanoTime());
                        slots.release();
                    }

                    @Override
                    public void failed(Throwable cause) {
                        window.failed(cause);
                        slots.release();
                    }
                });
    }

    private static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
