package io.leme.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.bench.report.Figure;
import io.leme.bench.report.Results;
import io.leme.bench.report.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayRunTest {
    @TempDir private Path directory;

    @Test
    void everyScenarioIsMeasuredAndNothingFails() throws Exception {
        var plan =
                new GatewayPlan(
                        List.of(GatewayScenario.values()),
                        new GatewayPlan.Sizes(20, 3, 20, 2),
                        new GatewayPlan.Times(
                                1, Duration.ZERO, Duration.ofMillis(50), Duration.ofMillis(800)),
                        List.of("-Xmx256m"),
                        directory);

        Results results = new GatewayRun(plan, text -> {}).run("a test");

        assertThat(results.problems()).isEmpty();
        assertThat(results.scenarios())
                .containsExactly("create", "memory", "get", "update", "lease", "list", "watch");
        assertThat(results.samples())
                .filteredOn(sample -> !sample.scenario().equals("memory"))
                .allSatisfy(GatewayRunTest::saysHowFast);
        assertThat(directory).as("data of ended servers").isEmptyDirectory();
    }

    private static void saysHowFast(Sample sample) {
        assertThat(sample.figures().get(Figure.RATE)).isPositive();
        assertThat(sample.figures().get(Figure.P99)).isPositive();
    }
}
