package io.leme.store.judge.fault;

import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Members that were away, or come back with nothing.
@Tag("process")
class CatchUpTest {
    private static final int WRITES_WHILE_AWAY = 3_000;

    private static ClusterPlan plan() {
        return ClusterPlan.of(Program.subject(), 3);
    }

    @Test
    void aMemberThatWasAwayCatchesUpWhileWritesGoOn() {
        try (var cluster = Cluster.start(plan(), "catch-up")) {
            Member away = cluster.others(cluster.awaitLeader()).getFirst();
            away.kill();
            try (var clients = Clients.start(cluster.others(away), 8, 1, 1)) {
                clients.awaitWrites(WRITES_WHILE_AWAY);
                away.start();
                away.awaitReady();
                var operations = clients.stop();

                StoreHistory.read(away).judge(operations);
            }
            Members.assertSame(cluster.members());
        }
    }

    @Test
    void aMemberThatLostItsDirectoryIsFilledAgainAndCountsInTheQuorum() {
        try (var cluster = Cluster.start(plan(), "emptied")) {
            Member emptied = cluster.others(cluster.awaitLeader()).getFirst();
            try (var clients = Clients.start(cluster.others(emptied), 8, 0, 1)) {
                clients.awaitWrites(WRITES_WHILE_AWAY / 2);
            }
            emptied.kill();
            Cluster.remove(emptied.settings().directory());
            emptied.start();
            emptied.awaitReady();
            Members.assertSame(cluster.members());

            cluster.others(emptied).getFirst().kill();
            cluster.awaitLeaderAmong(List.of(emptied, cluster.others(emptied).getLast()));
            Puts.put(emptied, "quorum", "of two", Duration.ofSeconds(8)).orFail();
        }
    }
}
