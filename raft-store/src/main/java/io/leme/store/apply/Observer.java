package io.leme.store.apply;

import io.leme.store.command.Envelope;
import io.leme.store.command.Result;
import io.leme.store.mvcc.RevisionEvents;
import java.util.List;

/// Is told what was applied, on the apply thread, after data and applied index are stored together
/// and the new view is published (and of the beginning, before). Implementations only hand over to
/// other threads: they never block and never throw.
public interface Observer {
    /// An entry is about to be applied.
    default void applying() {}

    /// Revisions in order, each once. Called before [#answered] of the same entry.
    void changed(List<RevisionEvents> revisions);

    /// One result per command of the envelope, in order.
    void answered(Envelope envelope, List<Result> results);

    void leaseGranted(long id, long ttlSeconds);

    void leaseRevoked(long id);

    /// Somebody was added to or removed from the cluster, or is reached elsewhere.
    default void membersChanged() {}

    /// A user has a new token.
    default void loggedIn(String user, String token) {}

    /// All tokens of a user are void.
    default void loggedOut(String user) {}

    /// All tokens are void.
    default void allLoggedOut() {}

    void compacted(long revision);

    /// The whole state was replaced by a snapshot: every cached piece of it is void.
    void replaced();
}
