package io.leme.bench.compare;

import io.leme.bench.cluster.Contender;
import io.leme.bench.cluster.LocalCluster;
import io.leme.bench.load.Connections;
import io.leme.bench.load.Measurement;
import io.leme.bench.load.Phases;
import io.leme.bench.report.Results;
import io.leme.bench.report.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Runs every scenario against every contender, some rounds of each, interleaved. Each run starts
/// its servers anew on empty directories and ends them.
public final class Comparison {
    private static final int CONNECTIONS = 8;

    private final List<Contender> contenders;
    private final List<Scenario> scenarios;
    private final int rounds;
    private final Phases phases;
    private final Consumer<String> progress;

    public Comparison(
            List<Contender> contenders,
            List<Scenario> scenarios,
            int rounds,
            Phases phases,
            Consumer<String> progress) {
        this.contenders = List.copyOf(contenders);
        this.scenarios = List.copyOf(scenarios);
        this.rounds = rounds;
        this.phases = phases;
        this.progress = progress;
    }

    public Results run(String machine) throws IOException, InterruptedException {
        List<Sample> samples = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            for (int round = 1; round <= rounds; round++) {
                for (Contender contender : contenders) {
                    samples.add(sample(scenario, contender, round));
                }
            }
        }
        return new Results(machine, samples);
    }

    private Sample sample(Scenario scenario, Contender contender, int round)
            throws IOException, InterruptedException {
        progress.accept(
                "%s: %s, round %d of %d"
                        .formatted(scenario.title(), contender.name(), round, rounds));
        Path directory = Files.createTempDirectory("leme-bench-");
        try (LocalCluster cluster = LocalCluster.start(contender, scenario.members(), directory);
                Connections connections = Connections.open(cluster.target(), CONNECTIONS)) {
            DoubleAccumulator before = new DoubleAccumulator(Double::sum, 0);
            DoubleAccumulator after = new DoubleAccumulator(Double::sum, 0);
            Measurement measurement =
                    scenario.run(
                            connections,
                            phases,
                            () -> before.accumulate(cluster.cpuSeconds()),
                            () -> after.accumulate(cluster.cpuSeconds()));
            long resident = cluster.largestResidentBytes();
            return new Sample(
                    scenario.title(),
                    contender.name(),
                    round,
                    measurement,
                    after.get() - before.get(),
                    resident);
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
