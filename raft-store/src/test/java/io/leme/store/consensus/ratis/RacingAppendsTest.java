package io.leme.store.consensus.ratis;

import static io.leme.store.consensus.ratis.Cluster.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.store.consensus.Leadership;
import io.leme.store.consensus.ratis.ScriptedLeader.Entry;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.server.protocol.TermIndex;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A follower whose leader sends the same entries by two streams, as one does that lost its
/// connection, or entries that cannot be taken in.
class RacingAppendsTest {
    private static final int ROUNDS = 100;
    private static final int ENTRIES = 20;

    @TempDir static Path directory;
    private static Cluster cluster;
    private static ScriptedLeader leader;
    private static Leadership follower;
    private static TermIndex last;

    @BeforeAll
    static void aMemberIsLeftAlone() {
        cluster = Cluster.start(directory, 3);
        leader = new ScriptedLeader(cluster, 2, 1);
        follower = cluster.node(1).log().leadership();
        var before = cluster.leader();
        get(before.submit("before"));
        Leadership leadership = before.log().leadership();
        last = TermIndex.valueOf(leadership.term(), leadership.committedIndex());
        Cluster.eventually(
                "it has all entries", () -> follower.committedIndex() >= last.getIndex());
        cluster.isolate(1);
    }

    @AfterAll
    static void allIsClosed() {
        leader.close();
        cluster.close();
    }

    @Test
    void entriesThatComeByTwoStreamsAtOnceAreTakenFromBoth() {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(leader.append(last, ENTRIES, Entry.GOOD, 2))
                    .as("round %d", round)
                    .allSatisfy(result -> assertThat(get(result)).isEqualTo(AppendResult.SUCCESS));
            last = leader.after(last, ENTRIES);
        }
    }

    @Test
    void aFollowerThatCouldNotTakeEntriesInStandsWhenItsLeaderIsGone() {
        assertThat(get(leader.append(last, 1, Entry.GOOD, 1).getFirst()))
                .isEqualTo(AppendResult.SUCCESS);
        Cluster.eventually("it follows", () -> follower.leader().equals(OptionalLong.of(2)));
        last = leader.after(last, 1);
        var refused = leader.append(last, 1, Entry.OUT_OF_ORDER, 1).getFirst();
        assertThatThrownBy(() -> get(refused)).hasMessageContaining("INTERNAL");

        Cluster.eventually("it has no leader any more", () -> follower.leader().isEmpty());
    }
}
