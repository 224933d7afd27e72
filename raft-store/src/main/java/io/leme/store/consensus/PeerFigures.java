package io.leme.store.consensus;

import java.util.Map;

/// What went between this member and the others.
///
/// Threads: any.
public interface PeerFigures {
    /// By member, of all that this one ever knew an address of since its start.
    Map<Long, PeerCounts> peers();

    /// Heartbeats sent, while this member led, to some that had not been heard for an election
    /// timeout.
    long vainHeartbeats();
}
