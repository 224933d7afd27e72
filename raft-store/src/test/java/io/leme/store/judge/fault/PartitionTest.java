package io.leme.store.judge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.judge.process.Answer;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import io.leme.wire.rpc.RangeResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Members that cannot reach each other, while clients reach them all.
@Tag("process")
class PartitionTest {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration REJOINED = Duration.ofSeconds(30);
    private static final int TRIES = 8;

    private static Cluster start(String title) {
        return Cluster.start(ClusterPlan.of(Program.LEME, 3).withCuttableLinks(), title);
    }

    @Test
    void anIdleLeaderThatIsCutOffAnswersNothingAndRejoins() {
        try (var cluster = start("partition-idle")) {
            Member old = cluster.awaitLeader();
            Puts.put(old, "x", "before", LONG).orFail();
            cluster.links().isolate(old);
            Member young = cluster.awaitLeaderAmong(cluster.others(old));
            Puts.put(young, "x", "after", LONG).orFail();

            // Under another key: what was sent may arrive after the cut, and then is applied.
            var put = CompletableFuture.supplyAsync(() -> Puts.put(old, "y", "lost", LONG));
            for (int i = 0; i < TRIES; i++) {
                assertThat(Puts.get(old, "x", false, SHORT).isGiven()).isFalse();
            }
            assertThat(put.join().isGiven()).isFalse();
            assertThat(value(old, true)).isEqualTo("before");

            cluster.links().heal();
            awaitAfter(old);
            Members.assertSame(cluster.members());
        }
    }

    @Test
    void aLeaderUnderWritesThatIsCutOffAnswersNothingAndRejoins() {
        try (var cluster = start("partition-writes")) {
            Member old = cluster.awaitLeader();
            var operations = new ArrayList<Operation>();
            try (var atOld = Clients.start(List.of(old), 4, 4, 1);
                    var atOthers = Clients.start(cluster.others(old), 4, 4, 2)) {
                atOld.awaitWrites(100);
                cluster.links().isolate(old);
                cluster.awaitLeaderAmong(cluster.others(old));
                atOthers.awaitWrites(50);
                long replaced = System.nanoTime();
                atOthers.awaitWrites(500);
                Eventually.eventually(
                        REJOINED, "the old leader steps down under writes", () -> !old.leads());
                long healed = System.nanoTime();
                cluster.links().heal();
                atOld.awaitWrites(50);

                List<Operation> done = atOld.stop();
                operations.addAll(done);
                operations.addAll(atOthers.stop());
                assertThat(done)
                        .as("nothing is answered by a leader that was replaced")
                        .noneMatch(o -> o.invoked() > replaced && o.returned() < healed);
            }
            StoreHistory.read(cluster.awaitLeader()).judge(operations);
            Members.assertSame(cluster.members());
        }
    }

    @Test
    void aLeaderThatHearsButIsNotHeardAnswersNothingStale() {
        try (var cluster = start("partition-mute")) {
            Member mute = cluster.awaitLeader();
            try (var clients = Clients.start(cluster.members(), 6, 6, 3)) {
                clients.awaitWrites(100);
                cluster.links().muteMember(mute);
                cluster.awaitLeaderAmong(cluster.others(mute));
                clients.awaitWrites(300);
                cluster.links().heal();
                clients.awaitWrites(100);
                List<Operation> operations = clients.stop();

                StoreHistory.read(cluster.awaitLeader()).judge(operations);
            }
            Members.assertSame(cluster.members());
        }
    }

    @Test
    void aFollowerThatIsCutOffAnswersNoLinearizableReadAndCatchesUp() {
        try (var cluster = start("partition-follower")) {
            Member follower = cluster.others(cluster.awaitLeader()).getFirst();
            Puts.put(follower, "x", "before", LONG).orFail();
            cluster.links().isolate(follower);
            Puts.put(cluster.awaitLeader(), "x", "after", LONG).orFail();

            assertThat(Puts.get(follower, "x", false, SHORT).isGiven()).isFalse();
            // Under another key: what was sent may arrive after the cut, and then is applied.
            assertThat(Puts.put(follower, "y", "lost", SHORT).isGiven()).isFalse();
            assertThat(value(follower, true)).isEqualTo("before");

            cluster.links().heal();
            awaitAfter(follower);
            Members.assertSame(cluster.members());
        }
    }

    private static void awaitAfter(Member member) {
        var seen = new ArrayList<String>();
        Eventually.obtain(
                REJOINED,
                () -> member.settings().name() + " is back; it answered " + Set.copyOf(seen),
                () -> {
                    seen.add(value(member, false));
                    return seen.getLast().equals("after") ? Optional.of(seen) : Optional.empty();
                });
    }

    private static String value(Member member, boolean serializable) {
        return switch (Puts.get(member, "x", serializable, SHORT)) {
            case Answer.Given<RangeResponse>(var range) ->
                    range.getKvs(0).getValue().toStringUtf8();
            case Answer.Refused<RangeResponse> refused -> refused.toString();
        };
    }
}
