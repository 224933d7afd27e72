package io.leme.store.consensus;

import java.util.concurrent.CompletableFuture;

/// The barrier before a linearizable read (etcd: ReadIndex).
public interface ReadGate {
    /// Completes when this member has applied all that was committed when the call was made, as
    /// confirmed by a quorum after the call. Fails with [io.leme.store.error.StoreException]:
    /// TIMEOUT, LEADER_CHANGED, NO_LEADER, STOPPED.
    CompletableFuture<Void> await();

    /// Completes when a quorum has confirmed, after the call, that this member leads; fails with
    /// NOT_LEADER otherwise. For work that only the leader may do (lease renewal).
    CompletableFuture<Void> confirmLeadership();
}
