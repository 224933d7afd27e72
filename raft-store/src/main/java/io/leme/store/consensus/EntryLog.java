package io.leme.store.consensus;

import java.util.concurrent.CompletableFuture;

/// The replicated log as seen by those who write to it. Threads: any.
public interface EntryLog {
    /// Appends an entry: locally when this member leads, else by handing it to the leader. Never
    /// appended twice by one call. The outcome says what is known when the entry's way ends; its
    /// effects are seen when this member applies it.
    CompletableFuture<Outcome> submit(byte[] entry);

    /// Largest entry in bytes that the log takes.
    int maxEntryBytes();

    /// Whether entries travel to other members, in messages that are worth sharing. Answers at
    /// once.
    boolean isShared();

    sealed interface Outcome {
        /// The entry is committed.
        record Committed() implements Outcome {}

        /// The entry is certainly not in the log and never will be: it may be sent again.
        record NotAppended(String why) implements Outcome {}

        /// It may be in the log or not: only applying it can tell.
        record Unknown(String why) implements Outcome {}
    }
}
