package io.leme.store.consensus.ratis;

import static io.leme.store.consensus.ratis.Cluster.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.store.consensus.EntryLog.Outcome;
import io.leme.store.consensus.ratis.Cluster.Node;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A leader is asked to give its part to another member.
class TransferTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration BRIEF = Duration.ofMillis(700);

    @TempDir Path directory;

    /// It refuses at first: it learns of its vote later than the leader that gave it.
    @Test
    void aMemberThatWasJustPromotedTakesTheLeadership() {
        try (Cluster cluster = Cluster.startWithNewcomers(directory, 1, 2)) {
            Node leader = cluster.leader();
            var membership = leader.log().membership();
            get(membership.change(List.of(cluster.peer(1, 1, false), cluster.peer(1, 2, true))));
            get(membership.change(List.of(cluster.peer(1, 1, false), cluster.peer(1, 2, false))));
            get(leader.log().leadership().handTo(2, PATIENT));
            assertThat(get(cluster.leaderAmong(List.of(2)).submit("led by the second")))
                    .isEqualTo(new Outcome.Committed());
        }
    }

    @Test
    void whoDoesNotAnswerIsGivenUpAndTheLeaderStays() {
        try (Cluster cluster = Cluster.start(directory, 3)) {
            int silent = cluster.follower().member();
            cluster.stop(silent);
            Node leader = cluster.leaderAmong(cluster.others(silent));
            var given = leader.log().leadership().handTo(silent, BRIEF);
            assertThatThrownBy(() -> get(given))
                    .cause()
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            refused ->
                                    assertThat(refused.error())
                                            .isEqualTo(StoreError.TRANSFER_TIMEOUT));
            Cluster.eventually(
                    "it takes entries again",
                    () -> get(leader.submit("led on")).equals(new Outcome.Committed()));
        }
    }
}
