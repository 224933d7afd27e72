package io.leme.store.consensus;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Who takes part in the log.
///
/// Threads: any.
public interface Membership {
    /// A member of the log with the address of its peer port. A learner receives the log and has no
    /// vote.
    record Peer(long id, String host, int port, boolean learner) {}

    /// The members as the log has them now, committed or not.
    List<Peer> current();

    /// Changes the members to `peers`, one of which may be new: it must run, and is brought up to
    /// date before it counts. Only the leader can, and only one change at a time. Fails with
    /// [io.leme.store.error.StoreException] UNHEALTHY when it does not come about.
    CompletableFuture<Void> change(List<Peer> peers);

    /// Tells where a member is, so that it can be called before it takes part.
    void know(long id, String host, int port);

    /// How far a member follows the leader's log, from 0 to 1; 0 for one that is not known. Only
    /// the leader can tell.
    double progress(long id);

    /// This member is about to leave: that its log stops is no fault from here on.
    void leaving();
}
