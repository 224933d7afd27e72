package io.leme.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.bench.cluster.Contender;
import io.leme.bench.report.Figure;
import io.leme.bench.report.Results;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scenario in small. It crashes and restarts its cluster, which is therefore its own.
class LargeStoreTest {
    private static final List<String> QUICK_TO_START =
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

    @TempDir private Path directory;

    @Test
    void aLargeStoreShowsItsFiguresFromEmptyToCompacted() throws InterruptedException {
        List<String> progress = new ArrayList<>();
        Results results = run("large:1:8:2000", progress);

        assertThat(results.problems()).isEmpty();
        assertThat(results.samples())
                .singleElement()
                .satisfies(sample -> {
                    assertThat(sample.measurement().firstFailure()).isEmpty();
                    assertThat(sample.figures())
                            .containsKeys(Figure.RATE, Figure.P99, Figure.KEPT, Figure.MEMORY);
                    assertThat(sample.figures())
                            .containsKeys(Figure.READY, Figure.P99_BEFORE, Figure.P99_COMPACTING);
                    assertThat(sample.figures().get(Figure.COMPACTED)).isPositive();
                    assertThat(sample.figures().get(Figure.DISK)).isGreaterThan(2);
                });
        assertThat(progress).anyMatch(line -> line.contains("puts with a compaction: RSS"));
        assertThat(directory).as("data of ended servers").isEmptyDirectory();
    }

    private Results run(String scenario, List<String> progress) throws InterruptedException {
        Plan plan =
                new Plan(
                        1,
                        Duration.ofMillis(100),
                        Duration.ZERO,
                        Duration.ofMillis(200),
                        0,
                        directory);
        List<Contender> leme = List.of(Contender.leme(QUICK_TO_START));
        List<Scenario> one = List.of(Scenario.parse(scenario));
        return new Comparison(leme, one, plan, progress::add).run("a test");
    }
}
