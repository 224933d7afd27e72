package io.leme.store.consensus.ratis;

import static io.leme.store.consensus.ratis.Cluster.eventually;
import static io.leme.store.consensus.ratis.Cluster.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.consensus.EntryLog.Outcome;
import io.leme.store.consensus.Membership.Peer;
import io.leme.store.consensus.ratis.Cluster.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a learner, the third of three members, is told that it is taken in.
class TakenInTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);

    @TempDir Path directory;

    @Test
    void aLaterLeaderTellsALearnerOnlyOnceItHasAVote() {
        try (Cluster cluster = aClusterWithALearner()) {
            Node first = cluster.leader();
            int next = first.member() == 1 ? 2 : 1;
            get(first.log().leadership().handTo(next, PATIENT));
            Node later = cluster.leaderAmong(List.of(next));
            submit(cluster, later, "to a learner");
            assertThat(cluster.node(3).log().isTakenIn()).isFalse();

            promote(cluster, later);

            eventually("it is told", () -> cluster.node(3).log().isTakenIn());
            submit(cluster, later, "to a voter");
            assertThat(cluster.node(3).halts()).isEmpty();
        }
    }

    /// Its timer would be in the way when it gets its vote.
    @Test
    void aLearnerThatStartsAgainHasNoTimerForElections() {
        try (Cluster cluster = aClusterWithALearner()) {
            cluster.stop(3);
            cluster.start(3);
            assertThat(cluster.node(3).log().isTakenIn()).isTrue();
            eventually("its timer has ended", () -> timersOf(3) == 0);

            promote(cluster, cluster.leader());

            eventually("it has a timer", () -> timersOf(3) == 1);
            submit(cluster, cluster.leader(), "to a voter");
        }
    }

    private Cluster aClusterWithALearner() {
        Cluster cluster = Cluster.startWithNewcomers(directory, 2, 3);
        Node leader = cluster.leader();
        get(leader.log().membership().change(peers(cluster, leader, true)));
        submit(cluster, leader, "before");
        eventually(
                "the learner knows its part",
                () ->
                        cluster.node(3).log().membership().current().stream()
                                .anyMatch(Peer::learner));
        return cluster;
    }

    private static void promote(Cluster cluster, Node leader) {
        get(leader.log().membership().change(peers(cluster, leader, false)));
    }

    private static List<Peer> peers(Cluster cluster, Node leader, boolean learns) {
        return cluster.members().stream()
                .map(member -> cluster.peer(leader.member(), member, learns && member == 3))
                .toList();
    }

    /// An entry that comes to the third member from this leader.
    private static void submit(Cluster cluster, Node leader, String line) {
        assertThat(get(leader.submit(line))).isEqualTo(new Outcome.Committed());
        eventually(line, () -> cluster.node(3).state().lines().contains(line));
    }

    /// Threads of a member that wait until it is time to stand for election.
    private static long timersOf(int member) {
        String name = PeerIds.peer(member) + "@";
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(thread -> thread.startsWith(name) && thread.endsWith("-FollowerState"))
                .count();
    }
}
