package io.leme.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/// Counts what falls between the end of the warm-up and the end of the measurement.
///
/// Threads: each lane is told of successes by one thread at a time, the network thread of its
/// connection, and shares nothing with the other lanes. [#failed] may be called on any thread.
final class MeasuringWindow {
    private static final long HIGHEST_NANOS = 600_000_000_000L;

    private final long opensAt;
    private final long closesAt;
    private final List<Lane> lanes = new ArrayList<>();
    private final LongAdder failures = new LongAdder();
    private final AtomicReference<Optional<String>> firstFailure =
            new AtomicReference<>(Optional.empty());

    MeasuringWindow(long startNanos, Phases phases, int lanes) {
        this.opensAt = startNanos + phases.warmUp().toNanos();
        this.closesAt = opensAt + phases.measure().toNanos();
        for (int i = 0; i < lanes; i++) {
            this.lanes.add(new Lane());
        }
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

    /// An operation that was due at `startedAt` and ended at `now` on a lane.
    void succeeded(int lane, long startedAt, long now) {
        if (now - opensAt < 0 || now - closesAt > 0) {
            return;
        }
        lanes.get(lane).recorder.recordValue(Math.clamp(now - startedAt, 1, HIGHEST_NANOS));
    }

    void failed(Throwable cause) {
        failures.increment();
        if (firstFailure.get().isEmpty()) {
            firstFailure.compareAndSet(Optional.empty(), Optional.of(text(cause)));
        }
    }

    private static String text(Throwable cause) {
        Throwable deeper = cause.getCause();
        return deeper == null ? cause.toString() : cause + " (" + deeper + ")";
    }

    Measurement result() {
        Histogram all = new Histogram(HIGHEST_NANOS, 3);
        for (Lane lane : lanes) {
            all.add(lane.recorder.getIntervalHistogram());
        }
        double seconds = (closesAt - opensAt) / 1e9;
        return new Measurement(
                all.getTotalCount(), seconds, all, failures.sum(), firstFailure.get());
    }

    private static final class Lane {
        private final SingleWriterRecorder recorder = new SingleWriterRecorder(HIGHEST_NANOS, 3);
    }
}
