package io.leme.store.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.command.Command;
import io.leme.store.command.Compact;
import io.leme.store.command.Result;
import io.leme.store.config.AutoCompaction;
import io.leme.store.consensus.Leadership;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// The store compacts by itself, at the revisions and times at which etcd does.
class AutoCompactorTest {
    private static final AutoCompaction HOURLY = new AutoCompaction.Periodic(Duration.ofHours(1));
    private static final Leadership LEADER = new FixedLeadership(1, 1);
    private static final Leadership FOLLOWER = new FixedLeadership(2, 1);

    private final List<Long> compactions = new ArrayList<>();
    private CompletableFuture<Result> answer =
            CompletableFuture.completedFuture(new Result.Compacted(1));
    private long revision;

    @Test
    void byRevisionTheLastOnesAreKept() {
        AutoCompactor compactor = compactor(new AutoCompaction.ByRevision(100), LEADER);
        assertThat(compactor.interval()).isEqualTo(Duration.ofMinutes(5));
        for (long reached : new long[] {50, 100, 250, 250, 300}) {
            revision = reached;
            compactor.run();
        }
        assertThat(compactions).containsExactly(150L, 200L);
    }

    @Test
    void anHourIsKeptAndOncePerHourWhatIsOlderGoes() {
        AutoCompactor compactor = compactor(HOURLY, LEADER);
        assertThat(compactor.interval()).isEqualTo(Duration.ofMinutes(6));
        runs(compactor, 10);
        assertThat(compactions).as("nothing is an hour old").isEmpty();
        runs(compactor, 1);
        assertThat(compactions).containsExactly(10L);
        runs(compactor, 9);
        assertThat(compactions).hasSize(1);
        runs(compactor, 1);
        assertThat(compactions).containsExactly(10L, 110L);
    }

    @Test
    void ofALongRetentionAnHourGoesEveryHour() {
        AutoCompactor compactor =
                compactor(new AutoCompaction.Periodic(Duration.ofHours(3)), LEADER);
        runs(compactor, 30);
        assertThat(compactions).isEmpty();
        runs(compactor, 11);
        assertThat(compactions).containsExactly(10L, 110L);
    }

    @Test
    void aShortRetentionIsThePeriod() {
        var compactor = compactor(new AutoCompaction.Periodic(Duration.ofMinutes(10)), LEADER);
        assertThat(compactor.interval()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void onlyTheLeaderCompacts() {
        runs(compactor(HOURLY, FOLLOWER), 30);
        runs(compactor(new AutoCompaction.ByRevision(1), FOLLOWER), 1);
        assertThat(compactions).isEmpty();
    }

    @Test
    void whatFailedIsTriedAgain() {
        AutoCompactor compactor = compactor(HOURLY, LEADER);
        answer = CompletableFuture.failedFuture(new StoreException(StoreError.TIMEOUT));
        runs(compactor, 11);
        answer = CompletableFuture.completedFuture(new Result.Compacted(1));
        runs(compactor, 2);
        assertThat(compactions).as("the oldest that it knows by then").containsExactly(10L, 20L);
    }

    @Test
    void whatSomebodyElseCompactedIsDone() {
        AutoCompactor compactor = compactor(new AutoCompaction.ByRevision(10), LEADER);
        answer = CompletableFuture.failedFuture(new StoreException(StoreError.COMPACTED));
        revision = 100;
        compactor.run();
        compactor.run();
        assertThat(compactions).containsExactly(90L);
    }

    @Test
    void nothingIsCompactedUnlessAskedFor() {
        runs(compactor(new AutoCompaction.Off(), LEADER), 30);
        assertThat(compactions).isEmpty();
    }

    private AutoCompactor compactor(AutoCompaction mode, Leadership leadership) {
        return new AutoCompactor(mode, () -> revision, leadership, this::propose);
    }

    /// Ten revisions come before each run.
    private void runs(AutoCompactor compactor, int times) {
        for (int i = 0; i < times; i++) {
            revision += 10;
            compactor.run();
        }
    }

    private CompletableFuture<Result> propose(Command command) {
        compactions.add(((Compact) command).revision());
        return answer;
    }
}
