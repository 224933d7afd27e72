package io.leme.store.consensus.ratis;

import static io.leme.store.consensus.ratis.Cluster.eventually;
import static io.leme.store.consensus.ratis.Cluster.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.consensus.EntryLog.Outcome;
import io.leme.store.consensus.LogMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicationTest {
    @TempDir Path directory;

    @Test
    void aSingleMemberAppliesWhatItIsGiven() {
        try (Cluster cluster = Cluster.start(directory, 1)) {
            Cluster.Node only = cluster.leader();

            assertThat(get(only.submit("a"))).isEqualTo(new Outcome.Committed());
            get(only.log().readGate().await());

            assertThat(only.state().lines()).containsExactly("a");
            assertThat(only.halts()).isEmpty();
        }
    }

    @Test
    void nothingIsAnsweredBeforeASyncOfTheLog() {
        try (Cluster cluster = Cluster.start(directory, 1)) {
            Cluster.Node only = cluster.leader();
            LogMetrics metrics = only.log().metrics();
            LongAdder recorded = new LongAdder();
            metrics.onSync(recorded::add);
            long syncs = metrics.syncs();
            long nanos = metrics.syncNanos();

            for (int i = 0; i < 5; i++) {
                get(only.submit("line " + i));
                assertThat(metrics.syncs()).isGreaterThan(syncs);
                syncs = metrics.syncs();
            }

            assertThat(recorded.sum()).isPositive().isEqualTo(metrics.syncNanos() - nanos);
        }
    }

    @Test
    void everyMemberAppliesWhatAnyIsGivenAndAFollowerReadsItsOwnWrite() {
        try (Cluster cluster = Cluster.start(directory, 3)) {
            Cluster.Node follower = cluster.follower();
            assertThat(get(cluster.leader().submit("a"))).isEqualTo(new Outcome.Committed());
            assertThat(get(follower.submit("b"))).isEqualTo(new Outcome.Committed());
            get(follower.log().readGate().await());
            assertThat(follower.state().lines()).containsExactly("a", "b");

            for (int member : cluster.members()) {
                eventually(
                        "applied by " + member,
                        () -> cluster.node(member).state().lines().equals(List.of("a", "b")));
            }
        }
    }

    @Test
    void whatWasCommittedIsThereAfterAllMembersRestart() {
        try (Cluster cluster = Cluster.start(directory, 3)) {
            for (int i = 0; i < 20; i++) {
                assertThat(get(cluster.leader().submit("line " + i)))
                        .isEqualTo(new Outcome.Committed());
            }
            cluster.members().forEach(cluster::stop);
            cluster.members().forEach(cluster::start);

            Cluster.Node anyone = cluster.follower();
            get(anyone.log().readGate().await());
            assertThat(anyone.state().lines()).hasSize(20).startsWith("line 0").endsWith("line 19");
        }
    }

    @Test
    void aMemberStartsFromWhatIsOnDiskWhenItIsKilled() throws IOException {
        try (Cluster cluster = Cluster.start(directory.resolve("living"), 1)) {
            for (String line : List.of("a", "b", "c")) {
                get(cluster.leader().submit(line));
            }
            // What a killed process leaves behind: the files as they are while it runs.
            Cluster.copy(directory.resolve("living"), directory.resolve("killed"));
        }

        try (Cluster cluster = Cluster.start(directory.resolve("killed"), 1)) {
            Cluster.Node only = cluster.leader();
            get(only.log().readGate().await());
            assertThat(only.state().lines()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void theOthersGoOnWithoutTheLeader() {
        try (Cluster cluster = Cluster.start(directory, 3)) {
            Cluster.Node first = cluster.leader();
            get(first.submit("a"));
            cluster.stop(first.member());

            Cluster.Node second = cluster.leaderAmong(cluster.others(first.member()));
            assertThat(get(second.submit("b"))).isEqualTo(new Outcome.Committed());

            cluster.start(first.member());
            eventually(
                    "the first leader catches up",
                    () -> cluster.node(first.member()).state().lines().equals(List.of("a", "b")));
        }
    }
}
