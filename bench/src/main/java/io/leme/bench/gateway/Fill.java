package io.leme.bench.gateway;

import io.leme.bench.load.Load;
import io.leme.bench.load.Measurement;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;

/// A fixed number of requests, one under way on each lane, timed from the first to the last.
final class Fill {
    private static final long HIGHEST_NANOS = 600_000_000_000L;
    private static final int LONGEST_SECONDS = 600;

    private final Load load;
    private final long count;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicReference<Optional<String>> firstFailure =
            new AtomicReference<>(Optional.empty());
    private final ConcurrentHistogram latencies = new ConcurrentHistogram(HIGHEST_NANOS, 3);
    private final Semaphore ended = new Semaphore(0);

    Fill(Load load, long count) {
        this.load = load;
        this.count = count;
    }

    Measurement run() throws InterruptedException {
        long start = System.nanoTime();
        for (int lane = 0; lane < load.lanes(); lane++) {
            startNext(lane);
        }
        if (!ended.tryAcquire(load.lanes(), LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("requests were still open after ten minutes");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Measurement(
                count - failures.get(), seconds, latencies, failures.get(), firstFailure.get());
    }

    private void startNext(int lane) {
        long number = next.getAndIncrement();
        if (number >= count) {
            ended.release();
            return;
        }
        long startedAt = System.nanoTime();
        load.start(
                lane,
                number,
                new Load.Done() {
                    @Override
                    public void succeeded() {
                        latencies.recordValue(
                                Math.clamp(System.nanoTime() - startedAt, 1, HIGHEST_NANOS));
                        startNext(lane);
                    }

                    @Override
                    public void failed(Throwable cause) {
                        failures.incrementAndGet();
                        firstFailure.compareAndSet(
                                Optional.empty(), Optional.of(String.valueOf(cause)));
                        startNext(lane);
                    }
                });
    }
}
