package io.leme.store.judge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class FailoverTest {
    private static final Duration WRITES_GO_ON = Duration.ofSeconds(3);
    private static final Duration ONE_TRY = Duration.ofMillis(500);

    @Test
    void writesGoOnWithinThreeSecondsWhicheverMemberIsKilled() {
        try (var cluster = Cluster.start(ClusterPlan.of(Program.subject(), 3), "failover")) {
            var victims = new ArrayList<>(cluster.members());
            victims.addFirst(cluster.awaitLeader());
            for (Member victim : victims) {
                cluster.others(victim).forEach(FailoverTest::warmUp);
                boolean led = victim.leads();
                victim.kill();
                long took = nanosUntilAllWrite(cluster.others(victim));

                System.out.printf(
                        "killed %s%s: writes at both others after %d ms%n",
                        victim.settings().name(), led ? ", the leader" : "", took / 1_000_000);
                assertThat(Duration.ofNanos(took)).isLessThan(WRITES_GO_ON);
                victim.start();
                victim.awaitReady();
            }
            Members.assertSame(cluster.members());
        }
    }

    @Test
    void nothingAcknowledgedIsMissingAfterAllMembersWereKilled() {
        try (var cluster = Cluster.start(ClusterPlan.of(Program.subject(), 3), "kill-all");
                var clients = Clients.start(cluster.members(), 8, 2, 1)) {
            clients.awaitWrites(1_000);
            cluster.members().forEach(Member::kill);
            List<Operation> operations = clients.stop();
            cluster.startAll();

            StoreHistory.read(cluster.member(0)).judge(operations);
            Members.assertSame(cluster.members());
        }
    }

    private static void warmUp(Member member) {
        Puts.put(member, "warm", "up", Duration.ofSeconds(5)).orFail();
    }

    private static long nanosUntilAllWrite(List<Member> members) {
        long start = System.nanoTime();
        for (Member member : members) {
            Eventually.eventually(
                    Duration.ofSeconds(20),
                    member.settings().name() + " writes",
                    () -> Puts.put(member, "failover", "goes on", ONE_TRY).isGiven());
        }
        return System.nanoTime() - start;
    }
}
