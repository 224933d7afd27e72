package io.leme.bench.compare;

import io.leme.bench.load.Measurement;
import io.leme.bench.report.Figure;
import java.util.EnumMap;
import java.util.Map;

/// What one run showed from the client's side: how many operations there were, the latencies, and
/// the figures that say something about this scenario.
record Observed(long operations, Measurement measurement, Map<Figure, Double> figures) {
    Observed {
        figures = Map.copyOf(figures);
    }

    /// Rate and latencies of the measurement's own operations.
    static Observed of(Measurement measurement) {
        Map<Figure, Double> figures = latencies(measurement);
        figures.put(Figure.RATE, measurement.perSecond());
        return new Observed(measurement.operations(), measurement, figures);
    }

    Observed with(Figure figure, double value) {
        Map<Figure, Double> more = new EnumMap<>(Figure.class);
        more.putAll(figures);
        more.put(figure, value);
        return new Observed(operations, measurement, more);
    }

    /// The same run seen as that many operations of another kind in the same time.
    Observed countedAs(long others) {
        return new Observed(others, measurement, figures)
                .with(Figure.RATE, others / measurement.seconds());
    }

    private static Map<Figure, Double> latencies(Measurement measurement) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.P50, measurement.latencyMillis(50));
        figures.put(Figure.P99, measurement.latencyMillis(99));
        figures.put(Figure.P999, measurement.latencyMillis(99.9));
        return figures;
    }
}
