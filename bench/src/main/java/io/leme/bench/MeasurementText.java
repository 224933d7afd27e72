package io.leme.bench;

import io.leme.bench.load.Measurement;
import java.util.Locale;

/// What a single load prints when it has ended.
final class MeasurementText {
    private MeasurementText() {}

    static String of(String what, Measurement measurement) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%,.0f %s/s over %.0f s%n",
                        measurement.perSecond(),
                        what,
                        measurement.seconds()));
        text.append(
                String.format(
                        Locale.ROOT,
                        "latency ms: p50 %.3f, p90 %.3f, p99 %.3f, p99.9 %.3f, max %.3f%n",
                        measurement.latencyMillis(50),
                        measurement.latencyMillis(90),
                        measurement.latencyMillis(99),
                        measurement.latencyMillis(99.9),
                        measurement.latencyMillis(100)));
        measurement
                .firstFailure()
                .ifPresent(first ->
                        text.append(
                                "%d failed, first: %s%n".formatted(measurement.failures(), first)));
        return text.toString();
    }
}
