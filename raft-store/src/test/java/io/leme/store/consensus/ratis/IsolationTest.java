package io.leme.store.consensus.ratis;

import static io.leme.store.consensus.ratis.Cluster.eventually;
import static io.leme.store.consensus.ratis.Cluster.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.consensus.EntryLog.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A leader that is cut off from the others without being told.
class IsolationTest {
    @TempDir Path directory;

    @Test
    void anIsolatedLeaderAnswersNoRead() {
        try (Cluster cluster = Cluster.start(directory, 3)) {
            Cluster.Node old = cluster.leader();
            get(old.submit("before"));
            get(old.log().readGate().await());

            cluster.isolate(old.member());
            List<CompletableFuture<Boolean>> reads = new ArrayList<>();
            // It does not know yet.
            assertThat(old.leads()).isTrue();
            reads.add(seesAfter(old));
            Cluster.Node successor = cluster.leaderAmong(cluster.others(old.member()));
            assertThat(get(successor.submit("after"))).isEqualTo(new Outcome.Committed());
            // From here on a read that does not see "after" is stale.
            for (int i = 0; i < 50; i++) {
                reads.add(seesAfter(old));
            }
            eventually("the old leader gives up", () -> !old.leads());
            reads.add(seesAfter(old));
            assertThat(reads).noneMatch(CompletableFuture::isDone);

            cluster.heal(old.member());
            eventually("it follows again", () -> old.log().leadership().leader().isPresent());
            assertThat(get(seesAfter(old))).isTrue();
        }
    }

    @Test
    void anIsolatedLeaderUnderWritesAnswersNothingAndStepsDown() {
        try (Cluster cluster = Cluster.start(directory, 3)) {
            Cluster.Node old = cluster.leader();
            get(old.submit("before"));

            cluster.isolate(old.member());
            Queue<CompletableFuture<Outcome>> writes = new ConcurrentLinkedQueue<>();
            try (ScheduledExecutorService client = Executors.newSingleThreadScheduledExecutor()) {
                // Often enough that Ratis never finds a quiet moment to ask whether it still leads.
                var _ =
                        client.scheduleAtFixedRate(
                                () -> writes.add(old.submit("lost " + writes.size())),
                                0,
                                100,
                                TimeUnit.MILLISECONDS);
                eventually("the old leader gives up", () -> !old.leads());
                client.shutdownNow();
            }
            Cluster.Node successor = cluster.leaderAmong(cluster.others(old.member()));
            assertThat(get(successor.submit("after"))).isEqualTo(new Outcome.Committed());
            CompletableFuture<Boolean> read = seesAfter(old);
            assertThat(read).isNotDone();
            assertThat(writes).noneMatch(IsolationTest::committed);

            cluster.heal(old.member());
            eventually(
                    "all members are equal",
                    () ->
                            cluster.members().stream()
                                            .map(member -> cluster.node(member).state().lines())
                                            .distinct()
                                            .count()
                                    == 1);
            assertThat(old.state().lines()).contains("before", "after");
            assertThat(old.halts()).isEmpty();
        }
    }

    private static boolean committed(CompletableFuture<Outcome> write) {
        return write.isDone() && write.join() instanceof Outcome.Committed;
    }

    private static CompletableFuture<Boolean> seesAfter(Cluster.Node node) {
        return node.log()
                .readGate()
                .await()
                .thenApply(done -> node.state().lines().contains("after"));
    }
}
