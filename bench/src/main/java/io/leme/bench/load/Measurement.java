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

    public double perSecond() {
        return operations / seconds;
    }

    public double latencyMillis(double percentile) {
        return latencyNanos.getValueAtPercentile(percentile) / 1e6;
    }
}
