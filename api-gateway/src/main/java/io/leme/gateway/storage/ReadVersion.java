package io.leme.gateway.storage;

/// How fresh a read must be.
public sealed interface ReadVersion {
    /// Linearizable: everything acknowledged before the read is in it.
    record MostRecent() implements ReadVersion {}

    /// Whatever is at hand.
    record Any() implements ReadVersion {}

    /// This revision or a later one; a revision far in the future is refused after a short wait.
    record NotOlderThan(long revision) implements ReadVersion {}

    /// Exactly this revision; Expired when it was compacted away. For lists only.
    record Exact(long revision) implements ReadVersion {}
}
