package io.leme.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.bench.cluster.Contender;
import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;
import io.leme.bench.report.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every kind of scenario, very small, on one member of Leme in a process of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkloadsTest {
    private static final Phases SHORT = new Phases(Duration.ofMillis(50), Duration.ofMillis(200));

    private Contestant leme;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        leme =
                Contestant.start(
                        Contender.leme(List.of()),
                        Scenario.parse("put:1:8"),
                        directory,
                        text -> {});
    }

    @AfterAll
    void stop() throws IOException {
        leme.close();
    }

    @ParameterizedTest
    @CsvSource({
        "put:1:8,RATE",
        "put-open:1:8:50,P99",
        "txn:1:8,RATE",
        "get:1:8,RATE",
        "range:1:2:250,BYTES",
        "count:1:1:250,P50",
        "watch:1:2:5,P99",
        "catch-up:1:2:250,KEPT",
        "stalled-watch:1:4,READ_AFTER",
        "watchers:1:2:50,WATCHER_MEMORY",
        "keep-alive:1:9,RATE",
        "start:1:1,READY"
    })
    void everyKindShowsItsFigureWithoutFailures(String text, Figure figure)
            throws InterruptedException {
        Scenario scenario = Scenario.parse(text);
        Observed observed = run(scenario, new Pace.ClosedLoop(scenario.inFlight()));

        assertThat(observed.measurement().firstFailure()).isEmpty();
        assertThat(observed.figures()).containsKey(figure);
        if (figure != Figure.WATCHER_MEMORY) {
            assertThat(observed.figures().get(figure)).isPositive();
        }
    }

    @Test
    void anOpenLoopPutsAtItsRate() throws InterruptedException {
        Observed observed = run(Scenario.parse("put-open:1:50:50"), new Pace.OpenLoop(500, 50));

        assertThat(observed.figures().get(Figure.RATE)).isBetween(300.0, 700.0);
    }

    private Observed run(Scenario scenario, Pace pace) throws InterruptedException {
        try (Workload workload =
                Workloads.of(scenario, leme.cluster(), leme.connections(), text -> {})) {
            workload.prepare();
            return workload.run(pace, SHORT, new Meter(leme.cluster(), List.of()));
        }
    }
}
