package io.leme.store.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.Bytes;
import io.leme.store.base.ManualTicker;
import io.leme.store.command.Command;
import io.leme.store.command.Envelope;
import io.leme.store.command.Put;
import io.leme.store.command.Result;
import io.leme.store.consensus.EntryLog.Outcome;
import io.leme.store.consensus.GroupCommit.Limits;
import io.leme.store.consensus.GroupCommit.Surroundings;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.telemetry.Staged;
import io.leme.store.telemetry.Stages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final long SELF = 7;
    private static final Duration TIMEOUT = Duration.ofSeconds(7);

    private final ScriptedLog log = new ScriptedLog();
    private final ManualTicker ticker = new ManualTicker();
    private final LeaderHistory leaders = new LeaderHistory(ticker, Duration.ofSeconds(1));
    private final HandTimers timers = new HandTimers();
    private final GroupCommit proposals =
            new GroupCommit(
                    SELF,
                    100,
                    log,
                    new Limits(2, 3, 1 << 20, 10, 4 << 20, 1 << 20, TIMEOUT),
                    leaders,
                    new Surroundings(ticker, Runnable::run, timers));

    /// Runs nothing by itself.
    private static final class HandTimers extends ScheduledThreadPoolExecutor {
        private final List<Runnable> waiting = new ArrayList<>();

        HandTimers() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            waiting.add(command);
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(
                Runnable command, long first, long delay, TimeUnit unit) {
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        void runAll() {
            List<Runnable> now = List.copyOf(waiting);
            waiting.clear();
            now.forEach(Runnable::run);
        }
    }

    @AfterEach
    void stop() {
        timers.shutdownNow();
    }

    @Test
    void anIdleLogTakesACommandAtOnce() {
        var _ = proposals.propose(put("a"));

        assertThat(log.size()).isEqualTo(1);
        assertThat(log.entry(0).commands()).containsExactly(put("a"));
    }

    @Test
    void commandsThatMeetABusyLogTravelTogether() {
        proposeAll("a", "b", "c", "d", "e", "f", "g");

        assertThat(log.size()).as("two entries under way, the rest waits").isEqualTo(2);
        log.end(new Outcome.Committed());

        assertThat(log.entry(2).commands())
                .as("as many as an entry takes")
                .containsExactly(put("c"), put("d"), put("e"));
    }

    @Test
    void behindAnEntryThatTravelsToOthersOnlyAFullOneLeaves() {
        log.share();
        proposeAll("a", "b", "c");
        assertThat(log.size()).as("two wait, three fill an entry").isEqualTo(1);

        proposeAll("d");
        assertThat(log.entry(1).commands()).containsExactly(put("b"), put("c"), put("d"));

        proposeAll("e");
        log.end(new Outcome.Committed());
        log.end(new Outcome.Committed());
        assertThat(log.entry(2).commands()).containsExactly(put("e"));
    }

    @Test
    void everyCommandGetsItsOwnResult() {
        CompletableFuture<Result> first = proposals.propose(put("a"));
        var _ = proposals.propose(put("b"));
        CompletableFuture<Result> third = proposals.propose(put("c"));
        CompletableFuture<Result> fourth = proposals.propose(put("d"));
        answer(0, new Result.Putted(2, Optional.empty()));
        answer(
                2,
                new Result.Rejected(StoreError.LEASE_NOT_FOUND),
                new Result.Putted(3, Optional.empty()));

        assertThat(first).isCompletedWithValue(new Result.Putted(2, Optional.empty()));
        assertFailed(third, StoreError.LEASE_NOT_FOUND);
        assertThat(fourth).isCompletedWithValue(new Result.Putted(3, Optional.empty()));
    }

    @Test
    void entriesOfOthersAnswerNobody() {
        CompletableFuture<Result> mine = proposals.propose(put("a"));

        proposals.answered(
                new Envelope(8, 100, List.of(put("a"))),
                List.of(new Result.Putted(2, Optional.empty())));

        assertThat(mine).isNotDone();
    }

    @Test
    void anEntryThatIsNotInTheLogIsSentAgainUnderANewSequence() {
        CompletableFuture<Result> command = proposals.propose(put("a"));
        log.end(new Outcome.NotAppended("no leader"));
        assertThat(log.size()).as("not at once").isEqualTo(1);

        timers.runAll();

        assertThat(log.size()).isEqualTo(2);
        assertThat(log.entry(1).commands()).isEqualTo(log.entry(0).commands());
        assertThat(log.entry(1).sequence()).isNotEqualTo(log.entry(0).sequence());
        answer(1, new Result.Putted(2, Optional.empty()));
        assertThat(command).isCompleted();
    }

    @Test
    void aCommandThatNeverGotIntoTheLogFailsWithNoLeader() {
        CompletableFuture<Result> command = proposals.propose(put("a"));
        log.end(new Outcome.NotAppended("no leader"));
        ticker.advance(TIMEOUT);

        timers.runAll();

        assertFailed(command, StoreError.NO_LEADER);
        assertThat(log.size()).isEqualTo(1);
    }

    @Test
    void anEntryOfUnknownFateIsNeverSentAgain() {
        CompletableFuture<Result> command = proposals.propose(put("a"));
        log.end(new Outcome.Unknown("connection reset"));
        timers.runAll();
        ticker.advance(TIMEOUT.minusMillis(1));
        proposals.sweep();

        assertThat(log.size()).isEqualTo(1);
        assertThat(command).isNotDone();
        ticker.advance(Duration.ofMillis(1));
        proposals.sweep();
        assertFailed(command, StoreError.TIMEOUT_CONNECTION_LOST);
    }

    @Test
    void anEntryOfUnknownFateIsAnsweredWhenItIsAppliedAfterAll() {
        CompletableFuture<Result> command = proposals.propose(put("a"));
        log.end(new Outcome.Unknown("leader stepped down"));

        answer(0, new Result.Putted(2, Optional.empty()));

        assertThat(command).isCompletedWithValue(new Result.Putted(2, Optional.empty()));
    }

    @Test
    void anEntryOfUnknownFateGivesItsPlaceToTheNext() {
        proposeAll("a", "b", "c");

        log.end(new Outcome.Unknown("connection reset"));

        assertThat(log.size()).isEqualTo(3);
    }

    @Test
    void aCommandWithoutAnAnswerTimesOut() {
        CompletableFuture<Result> command = proposals.propose(put("a"));
        ticker.advance(TIMEOUT);
        proposals.sweep();

        assertFailed(command, StoreError.TIMEOUT);
    }

    @Test
    void aCommandKnowsWhereItsTimeWent() {
        long began = ticker.nanos();
        ticker.advance(Duration.ofMillis(1));
        proposeAll("a", "b");
        CompletableFuture<Result> third = proposals.propose(put("c"));
        ticker.advance(Duration.ofMillis(2));
        log.end(new Outcome.Committed());
        ticker.advance(Duration.ofMillis(3));
        proposals.applying();
        ticker.advance(Duration.ofMillis(4));
        answer(2, new Result.Putted(2, Optional.empty()));
        ticker.advance(Duration.ofMillis(5));

        assertThat(stages(third, began))
                .containsExactly(
                        "checked 1.0 ms",
                        "queued 2.0 ms",
                        "replicated 3.0 ms",
                        "applied 4.0 ms",
                        "answered 5.0 ms");
    }

    @Test
    void aCommandThatTimedOutKnowsWhatItWaitedFor() {
        proposeAll("a", "b");
        CompletableFuture<Result> queued = proposals.propose(put("c"));
        ticker.advance(TIMEOUT);
        proposals.sweep();

        assertThat(stages(queued, ticker.nanos() - TIMEOUT.toNanos()))
                .containsExactly("checked 0.0 ms", "queued 7000.0 ms");
    }

    private List<String> stages(CompletableFuture<Result> command, long beganNanos) {
        return ((Staged) command)
                .stages(beganNanos, ticker.nanos()).stream().map(Stages.Stage::toString).toList();
    }

    @Test
    void aTimeoutSaysWhenTheLeaderFailed() {
        CompletableFuture<Result> command = proposals.propose(put("a"));
        ticker.advance(Duration.ofSeconds(1));
        leaders.leaderChanged(OptionalLong.of(3));
        ticker.advance(TIMEOUT);
        proposals.sweep();

        assertFailed(command, StoreError.TIMEOUT_LEADER_FAILED);
    }

    @Test
    void aCommandThatIsTooLargeIsRefused() {
        Bytes large = Bytes.wrap(new byte[(1 << 20) + 1]);

        assertFailed(
                proposals.propose(new Put(Bytes.utf8("k"), large, 0, false, false, false)),
                StoreError.REQUEST_TOO_LARGE);
        assertThat(log.size()).isZero();
    }

    @Test
    void aFullQueueRefuses() {
        proposeAll("a", "b", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");

        assertFailed(proposals.propose(put("11")), StoreError.TOO_MANY_REQUESTS);
    }

    @Test
    void closingFailsWhatIsUnderWay() {
        CompletableFuture<Result> sent = proposals.propose(put("a"));

        proposals.close();

        assertFailed(sent, StoreError.STOPPED);
        assertFailed(proposals.propose(put("b")), StoreError.STOPPED);
    }

    private void proposeAll(String... keys) {
        for (String key : keys) {
            var _ = proposals.propose(put(key));
        }
    }

    private void answer(int entry, Result... results) {
        proposals.answered(log.entry(entry), List.of(results));
    }

    private static Command put(String key) {
        return new Put(Bytes.utf8(key), Bytes.EMPTY, 0, false, false, false);
    }

    private static void assertFailed(CompletableFuture<Result> future, StoreError error) {
        assertThat(future).isCompletedExceptionally();
        assertThat(((StoreException) future.exceptionNow()).error()).isEqualTo(error);
    }
}
