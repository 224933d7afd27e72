package io.leme.store.consensus.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.ManualTicker;
import io.leme.store.consensus.EntryLog.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class EntryJoinerTest {
    private static final int MAX_ENTRY_BYTES = 10;
    private static final int LARGE = 10 << 10;

    private final List<String> entries = new ArrayList<>();
    private final List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    private final List<CompletableFuture<Outcome>> answers = new ArrayList<>();
    private final ManualTicker ticker = new ManualTicker();
    private final List<Runnable> alarms = new ArrayList<>();
    private final EntryJoiner joiner =
            new EntryJoiner(this::log, MAX_ENTRY_BYTES, ticker, (pause, task) -> alarms.add(task));

    @Test
    void whatComesAloneLeavesAtOnce() {
        append("one");

        assertThat(entries).containsExactly("one");
    }

    @Test
    void whatComesWhileAnEntryIsUnderWayLeavesTogetherAfterIt() {
        append("one");
        append("two");
        append("three");
        assertThat(entries).containsExactly("one");

        outcomes.getFirst().complete(new Outcome.Committed());

        assertThat(entries).containsExactly("one", "twothree");
    }

    @Test
    void anEntryIsNotFilledBeyondItsSize() {
        append("one");
        append("12345");
        append("67890");
        append("more");

        outcomes.getFirst().complete(new Outcome.Committed());
        assertThat(entries).containsExactly("one", "1234567890");

        outcomes.get(1).complete(new Outcome.Committed());
        assertThat(entries).containsExactly("one", "1234567890", "more");
    }

    @Test
    void allWhoTravelTogetherShareTheOutcome() {
        append("one");
        append("two");
        append("three");

        outcomes.getFirst().complete(new Outcome.Committed());
        assertThat(answers.get(1)).isNotDone();
        outcomes.get(1).complete(new Outcome.Unknown("deposed"));

        assertThat(answers.get(1)).isCompletedWithValue(new Outcome.Unknown("deposed"));
        assertThat(answers.get(2)).isCompletedWithValue(new Outcome.Unknown("deposed"));
    }

    @Test
    void aLogThatBreaksLeavesTheOutcomeUnknownAndIsTriedAgainByTheNext() {
        append("one");
        append("two");

        outcomes.getFirst().completeExceptionally(new IllegalStateException("broken"));

        assertThat(answers.getFirst().join()).isInstanceOf(Outcome.Unknown.class);
        assertThat(entries).containsExactly("one", "two");
    }

    @Test
    void aLargeEntryIsFollowedByOneOfLikeSize() {
        var roomy = roomy();
        append(roomy, "x".repeat(LARGE));
        append(roomy, "first");
        landAfter(Duration.ofMillis(5));
        assertThat(entries).hasSize(1);

        append(roomy, "y".repeat(LARGE));

        assertThat(entries).hasSize(2);
        assertThat(entries.getLast()).startsWith("firsty").hasSize(5 + LARGE);
    }

    @Test
    void whatFollowsALargeEntryDoesNotWaitForLong() {
        var roomy = roomy();
        append(roomy, "x".repeat(LARGE));
        append(roomy, "small");
        landAfter(Duration.ofMillis(50));
        assertThat(alarms).hasSize(1);

        ticker.advance(Duration.ofMillis(3));
        alarms.getFirst().run();
        assertThat(entries.getLast()).isEqualTo("small");

        append(roomy, "next");
        outcomes.getLast().complete(new Outcome.Committed());
        assertThat(entries.getLast()).isEqualTo("next");
        assertThat(alarms).hasSize(1);
    }

    @Test
    void whatComesLongAfterALargeEntryLeavesAtOnce() {
        var roomy = roomy();
        append(roomy, "x".repeat(LARGE));
        landAfter(Duration.ofMillis(5));
        ticker.advance(Duration.ofMillis(3));

        append(roomy, "late");

        assertThat(entries.getLast()).isEqualTo("late");
        assertThat(alarms).isEmpty();
    }

    @Test
    void aQuickEntryIsFollowedByAShortWait() {
        var roomy = roomy();
        append(roomy, "x".repeat(LARGE));
        landAfter(Duration.ofMillis(1));
        ticker.advance(Duration.ofNanos(600_000));

        append(roomy, "late");

        assertThat(entries.getLast()).isEqualTo("late");
        assertThat(alarms).isEmpty();
    }

    private void landAfter(Duration time) {
        ticker.advance(time);
        outcomes.getFirst().complete(new Outcome.Committed());
    }

    private EntryJoiner roomy() {
        return new EntryJoiner(this::log, 10 * LARGE, ticker, (pause, task) -> alarms.add(task));
    }

    private void append(EntryJoiner target, String envelope) {
        answers.add(target.append(envelope.getBytes(StandardCharsets.UTF_8)));
    }

    private void append(String envelope) {
        append(joiner, envelope);
    }

    private CompletableFuture<Outcome> log(byte[] entry) {
        entries.add(new String(entry, StandardCharsets.UTF_8));
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        outcomes.add(outcome);
        return outcome;
    }
}
