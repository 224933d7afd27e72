package io.leme.store.judge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Program;
import io.leme.wire.kv.Event;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Members are killed, frozen and stopped at random under load.
///
/// - `leme.judge.crash.seeds`: seeds, one run each; `1` unless given
/// - `leme.judge.crash.seconds`: how long harm is done in a run; 25 unless given
@Tag("process")
@Timeout(value = 2, unit = TimeUnit.HOURS)
class CrashTest {
    private static final int WRITERS = 6;
    private static final int READERS = 3;

    static LongStream seeds() {
        return Arrays.stream(System.getProperty("leme.judge.crash.seeds", "1").split(","))
                .mapToLong(Long::parseLong);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingAcknowledgedIsLostAndMembersStayEqual(long seed) {
        var time = Duration.ofSeconds(Long.getLong("leme.judge.crash.seconds", 25));
        try (var cluster = Cluster.start(ClusterPlan.of(Program.subject(), 3), "crash-" + seed);
                var watcher = ResumingWatcher.start(cluster.members());
                var clients = Clients.start(cluster.members(), WRITERS, READERS, seed)) {
            List<String> deeds = new Disturbance(cluster, clients, seed).run(time);
            List<Operation> operations = clients.stop();

            var history = StoreHistory.read(cluster.awaitLeader());
            history.judge(operations);
            List<Event> watched = watcher.awaitRevision(history.events().size() + 1L);
            assertThat(watched).isEqualTo(history.events());
            Members.assertSame(cluster.members());
            System.out.printf(
                    "seed %d: %d operations, %d acknowledged writes, %s%n",
                    seed, operations.size(), clients.acknowledged(), deeds);
        }
    }
}
