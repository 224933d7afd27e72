package io.leme.store.consensus.ratis;

import static io.leme.store.consensus.ratis.Cluster.eventually;
import static io.leme.store.consensus.ratis.Cluster.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.consensus.EntryLog.Outcome;
import io.leme.store.consensus.PeerCounts;
import io.leme.store.consensus.ratis.RatisSettings.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One of three members is away while the others write more than their logs keep.
class CheckpointTest {
    private static final Retention SHORT = new Retention(50, 20, 8 << 10);

    @TempDir Path directory;
    private Cluster cluster;
    private int away;

    @BeforeEach
    void aMemberIsAwayWhileTheLogIsPurged() {
        cluster = Cluster.start(directory, 3, SHORT, Optional.empty());
        away = cluster.follower().member();
        get(cluster.leader().submit("before"));
        cluster.stop(away);
        write(400);
        eventually("the log is purged", () -> leader().firstLogIndex() > 100);
    }

    @AfterEach
    void allIsClosed() {
        cluster.close();
    }

    @Test
    void itCatchesUpByACheckpointAndThenByTheLog() {
        cluster.start(away);

        eventually("it catches up", this::equalsTheLeader);
        write(10);
        eventually("it follows the log", this::equalsTheLeader);
        assertThat(cluster.node(away).log().firstLogIndex()).isGreaterThan(100);
        assertThat(cluster.node(away).halts()).isEmpty();
        eventually("both sides count it", () -> copies(true) > 0 && copies(false) > 0);
    }

    @Test
    void anEmptyMemberCatchesUpAndRestartsFromWhatItGot() throws IOException {
        Directories.delete(directory.resolve("member" + away));
        cluster.start(away);
        eventually("it catches up", this::equalsTheLeader);

        cluster.stop(away);
        write(10);
        cluster.start(away);
        eventually("it catches up again", this::equalsTheLeader);
        assertThat(cluster.node(away).halts()).isEmpty();
    }

    /// Those that members sent to the one that was away, or those that it received.
    private long copies(boolean sent) {
        return cluster.others(away).stream()
                .mapToLong(other ->
                        sent
                                ? peer(other, away).sentCopies().successes()
                                : peer(away, other).receivedCopies().successes())
                .sum();
    }

    private PeerCounts peer(int member, int other) {
        return cluster.node(member).log().peerFigures().peers().get((long) other);
    }

    private RatisNode leader() {
        return cluster.leaderAmong(cluster.others(away)).log();
    }

    private boolean equalsTheLeader() {
        return cluster.node(away)
                .state()
                .lines()
                .equals(cluster.leaderAmong(cluster.others(away)).state().lines());
    }

    private void write(int lines) {
        for (int i = 0; i < lines; i++) {
            assertThat(
                            get(
                                    cluster.leaderAmong(cluster.others(away))
                                            .submit("line " + i + " " + "x".repeat(100))))
                    .isEqualTo(new Outcome.Committed());
        }
    }
}
