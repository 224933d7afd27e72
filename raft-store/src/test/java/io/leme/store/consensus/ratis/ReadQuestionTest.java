package io.leme.store.consensus.ratis;

import static io.leme.store.consensus.ratis.Cluster.eventually;
import static io.leme.store.consensus.ratis.Cluster.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.store.consensus.ratis.Cluster.Node;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a leader of three makes of the question of a member that wants to read.
class ReadQuestionTest {
    private static final long STRANGER = 99;

    @TempDir Path directory;

    @Test
    void aVoterOfTheSameTermIsAllThatALeaderNeeds() {
        try (Cluster cluster = Cluster.start(directory, 3)) {
            Node leader = cluster.leader();
            get(leader.submit("before"));
            long term = leader.log().leadership().term();
            long voter = cluster.others(leader.member()).getFirst();
            eventually("answered at once", () -> ask(leader, voter, term).isDone());
            assertThat(ByteBuffer.wrap(get(ask(leader, voter, term))).getLong())
                    .isGreaterThanOrEqualTo(leader.log().leadership().appliedIndex());

            cluster.isolate(leader.member());
            List<CompletableFuture<byte[]>> others =
                    List.of(
                            ask(leader, voter, term - 1),
                            ask(leader, voter, term + 1),
                            ask(leader, STRANGER, term),
                            ask(leader, leader.member(), term));
            eventually("it gives up", () -> !leader.leads());
            assertThat(others)
                    .allSatisfy(answer -> assertThatThrownBy(() -> get(answer)).isNotNull());
            var late = ask(leader, voter, term);
            assertThatThrownBy(() -> get(late)).isNotNull();
        }
    }

    private static CompletableFuture<byte[]> ask(Node leader, long member, long term) {
        byte[] question = ByteBuffer.allocate(2 * Long.BYTES).putLong(member).putLong(term).array();
        return ((RatisReadGate) leader.log().readGate()).asked(question);
    }
}
