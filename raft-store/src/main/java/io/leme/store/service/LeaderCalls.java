package io.leme.store.service;

import io.leme.store.consensus.Leadership;
import io.leme.store.consensus.PeerCalls;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// Calls of a member that does not lead to the one that does.
///
/// @param deadline of each
record LeaderCalls(Leadership leadership, PeerCalls peers, Duration deadline) {
    /// Fails with NO_LEADER when none is known, and as [PeerCalls#call] does.
    CompletableFuture<byte[]> ask(byte kind, byte[] payload) {
        OptionalLong leader = leadership.leader();
        return leader.isEmpty() || leader.getAsLong() == leadership.self()
                ? CompletableFuture.failedFuture(new StoreException(StoreError.NO_LEADER))
                : peers.call(leader.getAsLong(), kind, payload, deadline);
    }
}
