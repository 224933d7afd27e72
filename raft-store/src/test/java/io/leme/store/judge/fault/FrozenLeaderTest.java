package io.leme.store.judge.fault;

import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A leader that sleeps through its own replacement wakes up with requests waiting in its sockets,
/// and believes for a moment that nothing has happened.
@Tag("process")
class FrozenLeaderTest {
    private static final int TIMES = 3;

    @Test
    void aLeaderThatWakesUpAnswersNothingStale() {
        try (var cluster = Cluster.start(ClusterPlan.of(Program.subject(), 3), "frozen")) {
            var operations = new ArrayList<Operation>();
            for (int time = 0; time < TIMES; time++) {
                Member leader = cluster.awaitLeader();
                try (var atLeader = Clients.start(List.of(leader), 3, 6, 2L * time);
                        var atOthers = Clients.start(cluster.others(leader), 3, 3, 2L * time + 1)) {
                    atLeader.awaitWrites(50);
                    leader.pause();
                    try {
                        cluster.awaitLeaderAmong(cluster.others(leader));
                        atOthers.awaitWrites(100);
                    } finally {
                        leader.resume();
                    }
                    atLeader.awaitWrites(50);
                    operations.addAll(atLeader.stop());
                    operations.addAll(atOthers.stop());
                }
            }
            StoreHistory.read(cluster.awaitLeader()).judge(operations);
            Members.assertSame(cluster.members());
        }
    }
}
