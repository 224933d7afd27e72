package io.leme.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.bench.cluster.Contender;
import io.leme.bench.report.Figure;
import io.leme.bench.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir private Path directory;

    @Test
    void measuresLemeTheCeilingAndEtcdInTurn() throws IOException, InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(Contender.leme(List.of("-Xmx256m")));
        contenders.add(Contender.ceiling(List.of("-Xmx128m")));
        if (isOnPath("etcd")) {
            contenders.add(Contender.etcd("etcd", "etcd"));
        }
        List<String> names = contenders.stream().map(Contender::name).toList();

        Results results = compare(contenders, "put-open:1:8:50", "watch:1:2:3");

        assertThat(results.problems()).isEmpty();
        assertThat(results.samples()).allMatch(s -> s.measurement().failures() == 0);
        List<String> scenarios = results.scenarios();
        assertThat(results.contenders(scenarios.get(0))).isEqualTo(names);
        assertThat(results.contenders(scenarios.get(1))).doesNotContain("ceiling");
        for (String name : names) {
            assertThat(results.of(scenarios.getFirst(), name)).hasSize(2);
        }
        assertThat(results.samples())
                .allSatisfy(sample ->
                        assertThat(sample.figures())
                                .containsKeys(Figure.RATE, Figure.P99, Figure.CPU, Figure.MEMORY));
        assertThat(directory).as("data of ended servers").isEmptyDirectory();
    }

    @Test
    void aServerThatDoesNotStartIsAProblemAndNotTheEnd() throws IOException, InterruptedException {
        Contender broken = Contender.etcd("broken", "false");

        Results results = compare(List.of(broken), "put:1:8", "get:1:8");

        assertThat(results.samples()).isEmpty();
        assertThat(results.problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("broken did not get ready"));
    }

    private Results compare(List<Contender> contenders, String... scenarios)
            throws IOException, InterruptedException {
        Plan plan =
                new Plan(
                        2,
                        Duration.ofMillis(600),
                        Duration.ofMillis(50),
                        Duration.ofMillis(200),
                        0,
                        directory);
        return new Comparison(contenders, Scenario.parseAll(List.of(scenarios)), plan, text -> {})
                .run("a test");
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }
}
