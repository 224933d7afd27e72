package io.leme.bench.report;

import io.leme.bench.load.Measurement;
import java.util.Locale;
import java.util.stream.Collectors;

/// One JSON object per sample and line, for programs.
public final class JsonLines {
    private JsonLines() {}

    public static String of(Results results) {
        return results.samples().stream()
                .map(JsonLines::line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Sample sample) {
        Measurement measurement = sample.measurement();
        return String.format(
                Locale.ROOT,
                "{\"scenario\":\"%s\",\"server\":\"%s\",\"round\":%d,\"perSecond\":%.1f,"
                        + "\"p50Millis\":%.4f,\"p99Millis\":%.4f,\"p999Millis\":%.4f,"
                        + "\"operations\":%d,\"failures\":%d,\"serverCpuSeconds\":%.2f,"
                        + "\"residentBytes\":%d}",
                sample.scenario(),
                sample.contender(),
                sample.round(),
                measurement.perSecond(),
                measurement.latencyMillis(50),
                measurement.latencyMillis(99),
                measurement.latencyMillis(99.9),
                measurement.operations(),
                measurement.failures(),
                sample.serverCpuSeconds(),
                sample.residentBytes());
    }
}
