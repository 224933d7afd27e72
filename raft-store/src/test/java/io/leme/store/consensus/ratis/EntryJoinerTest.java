package io.leme.store.consensus.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.consensus.EntryLog.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class EntryJoinerTest {
    private static final int MAX_ENTRY_BYTES = 10;

    private final List<String> entries = new ArrayList<>();
    private final List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    private final List<CompletableFuture<Outcome>> answers = new ArrayList<>();
    private final EntryJoiner joiner = new EntryJoiner(this::log, MAX_ENTRY_BYTES);

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

    private void append(String envelope) {
        answers.add(joiner.append(envelope.getBytes(StandardCharsets.UTF_8)));
    }

    private CompletableFuture<Outcome> log(byte[] entry) {
        entries.add(new String(entry, StandardCharsets.UTF_8));
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        outcomes.add(outcome);
        return outcome;
    }
}
