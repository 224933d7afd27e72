package io.leme.bench.load;

import java.util.Optional;
import org.HdrHistogram.Histogram;

/// What one run showed: `operations` that started and ended inside the measured `seconds`, their
/// latencies in nanoseconds, and how many failed (with the first failure's text).
public record Measurement(
        long operations,
        double seconds,
        Histogram latencyNanos,
        long failures,
        Optional<String> firstFailure) {

    /// The same with one failure more.
    public Measurement withFailure(String text) {
        return new Measurement(
                operations,
                seconds,
                latencyNanos,
                failures + 1,
                Optional.of(firstFailure.orElse(text)));
    }

    /// Both, as if they were one.
    public Measurement plus(Measurement other) {
        Histogram both = latencyNanos.copy();
        both.add(other.latencyNanos);
        return new Measurement(
                operations + other.operations,
                seconds + other.seconds,
                both,
                failures + other.failures,
                firstFailure.or(other::firstFailure));
    }

    public double perSecond() {
        return operations / seconds;
    }

    public double latencyMillis(double percentile) {
        return latencyNanos.getValueAtPercentile(percentile) / 1e6;
    }
}
