package io.leme.bench.load;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// Counts what falls between the end of the warm-up and the end of the measurement.
///
/// Threads: [#succeeded] and [#failed] from any thread, without locks.
final class MeasuringWindow {
    private static final long HIGHEST_NANOS = 600_000_000_000L;

    private final long opensAt;
    private final long closesAt;
    private final Recorder recorder = new Recorder(HIGHEST_NANOS, 3);
    private final LongAdder operations = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicReference<Optional<String>> firstFailure =
            new AtomicReference<>(Optional.empty());

    MeasuringWindow(long startNanos, Phases phases) {
        this.opensAt = startNanos + phases.warmUp().toNanos();
        this.closesAt = opensAt + phases.measure().toNanos();
    }

    boolean isClosed(long now) {
        return now - closesAt >= 0;
    }

    long opensAt() {
        return opensAt;
    }

    long closesAt() {
        return closesAt;
    }

    /// An operation that was due at `startedAt` and ended at `now`.
    void succeeded(long startedAt, long now) {
        succeeded(startedAt, now, 1);
    }

    /// As above, for `count` operations that ended together.
    void succeeded(long startedAt, long now, long count) {
        if (now - opensAt < 0 || now - closesAt > 0) {
            return;
        }
        operations.add(count);
        long nanos = Math.clamp(now - startedAt, 1, HIGHEST_NANOS);
        recorder.recordValueWithCount(nanos, count);
    }

    void failed(Throwable cause) {
        failures.increment();
        firstFailure.compareAndSet(Optional.empty(), Optional.of(String.valueOf(cause)));
    }

    Measurement result() {
        Histogram histogram = recorder.getIntervalHistogram();
        double seconds = (closesAt - opensAt) / 1e9;
        return new Measurement(
                operations.sum(), seconds, histogram, failures.sum(), firstFailure.get());
    }
}
