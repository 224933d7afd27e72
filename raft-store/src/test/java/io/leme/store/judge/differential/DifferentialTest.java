package io.leme.store.judge.differential;

import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Program;
import io.leme.store.judge.process.RequiredPrograms;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same requests to etcd and to the store.
///
/// - `leme.judge.seeds`: seeds, one run each; `1,2` unless given
/// - `leme.judge.steps`: steps of a run; 12000 unless given
@Tag("process")
@Timeout(value = 2, unit = TimeUnit.HOURS)
class DifferentialTest {
    private static final String DEFAULT_STEPS = "12000";

    static LongStream seeds() {
        return Arrays.stream(System.getProperty("leme.judge.seeds", "1,2").split(","))
                .mapToLong(Long::parseLong);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void etcdAndTheStoreAnswerAlike(long seed) {
        RequiredPrograms.require("etcd");
        int steps = Integer.parseInt(System.getProperty("leme.judge.steps", DEFAULT_STEPS));
        KnownDifferences explanations = KnownDifferences.load("known-differences.txt");
        try (var etcd = Cluster.start(ClusterPlan.of(Program.ETCD, 1), "differential-" + seed);
                var leme = Cluster.start(ClusterPlan.of(Program.subject(), 1), "subject-" + seed);
                var run = new Run(seed, explanations, etcd.member(0), leme.member(0))) {
            run.play(steps);
            System.out.println("seed " + seed + ": " + run.tally());
        }
        explanations.report().forEach(System.out::println);
    }
}
