package io.leme.store.consensus.ratis;

import static io.leme.store.consensus.ratis.Cluster.eventually;
import static io.leme.store.consensus.ratis.Cluster.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.consensus.EntryLog.Outcome;
import io.leme.store.consensus.Membership.Peer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A leader that ends while a learner is being promoted.
class PromotionTest {
    @TempDir Path directory;

    /// The next leader's last configuration has the member twice, as a learner and as a voter.
    @Test
    void aLeaderAndItsLearnerEndInTheMiddle() {
        try (Cluster cluster = aClusterWithALearner(1)) {
            cluster.relay(1, 2).mute();
            var _ = promote(cluster, 1, 2);
            eventually("the learner knows", () -> isVoter(cluster, 2, 2));
            cluster.stop(1);
            cluster.stop(2);
            cluster.relay(1, 2).heal();
            cluster.start(2);
            cluster.start(1);
            goesOn(cluster, 2);
        }
    }

    /// From then on the others need the vote of a member that does not know that it has one.
    @Test
    void theLeaderIsGoneBeforeTheLearnerIsTold() {
        try (Cluster cluster = aClusterWithALearner(3)) {
            int leader = cluster.leader().member();
            cluster.relay(leader, 4).cut();
            get(promote(cluster, leader, 4));
            eventually(
                    "the other voters know",
                    () ->
                            IntStream.rangeClosed(1, 3)
                                    .allMatch(member -> isVoter(cluster, member, 4)));
            assertThat(isVoter(cluster, 4, 4)).isFalse();
            cluster.stop(leader);
            cluster.relay(leader, 4).heal();
            goesOn(cluster, 4);
        }
    }

    private Cluster aClusterWithALearner(int voters) {
        Cluster cluster = Cluster.startWithNewcomers(directory, voters, voters + 1);
        int leader = cluster.leader().member();
        var _ = get(cluster.node(leader).submit("before"));
        get(
                cluster.node(leader)
                        .log()
                        .membership()
                        .change(peers(cluster, leader, voters + 1, true)));
        RatisNode learner = cluster.node(voters + 1).log();
        eventually(
                "the learner knows its part",
                () -> learner.membership().current().stream().anyMatch(Peer::learner));
        eventually(
                "the learner has it",
                () -> cluster.node(voters + 1).state().lines().contains("before"));
        return cluster;
    }

    private static CompletableFuture<Void> promote(Cluster cluster, int leader, int learner) {
        var changed =
                cluster.node(leader)
                        .log()
                        .membership()
                        .change(peers(cluster, leader, learner, false));
        eventually("the change is under way", () -> isVoter(cluster, leader, learner));
        return changed;
    }

    private static List<Peer> peers(Cluster cluster, int leader, int last, boolean learns) {
        return IntStream.rangeClosed(1, last)
                .mapToObj(member -> cluster.peer(leader, member, learns && member == last))
                .toList();
    }

    private static void goesOn(Cluster cluster, int promoted) {
        assertThat(get(cluster.leader().submit("after"))).isEqualTo(new Outcome.Committed());
        eventually(
                "the promoted member has it",
                () -> cluster.node(promoted).state().lines().contains("after"));
        assertThat(cluster.node(promoted).state().lines()).containsExactly("before", "after");
        assertThat(isVoter(cluster, promoted, promoted)).isTrue();
        assertThat(cluster.node(promoted).halts()).isEmpty();
    }

    private static boolean isVoter(Cluster cluster, int asked, int member) {
        return cluster.node(asked).log().membership().current().stream()
                .anyMatch(peer -> peer.id() == member && !peer.learner());
    }
}
