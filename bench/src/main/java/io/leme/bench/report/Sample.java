package io.leme.bench.report;

import io.leme.bench.load.Measurement;
import java.util.Map;

/// One run of one scenario against one contender: its figures, and the measurement that holds the
/// latencies and the failures.
public record Sample(
        String scenario,
        String contender,
        int round,
        Map<Figure, Double> figures,
        Measurement measurement) {
    public Sample {
        figures = Map.copyOf(figures);
    }
}
