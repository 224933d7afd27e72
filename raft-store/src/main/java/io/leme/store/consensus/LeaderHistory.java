package io.leme.store.consensus;

import io.leme.store.base.Ticker;
import io.leme.store.error.StoreError;
import java.time.Duration;
import java.util.OptionalLong;

/// Remembers when a leader was last found, to say why a proposal got no answer in time (etcd:
/// `parseProposeCtxErr`).
///
/// Threads: told on the log's threads, asked on any.
public final class LeaderHistory implements Leadership.Listener {
    private final Ticker ticker;
    private final long suspectNanos;
    private volatile long foundAtNanos;
    private volatile boolean found;

    public LeaderHistory(Ticker ticker, Duration electionTimeout) {
        this.ticker = ticker;
        this.suspectNanos = 2 * electionTimeout.toNanos();
    }

    @Override
    public void elected(long term) {}

    @Override
    public void deposed() {}

    @Override
    public void leaderChanged(OptionalLong leader) {
        if (leader.isPresent()) {
            foundAtNanos = ticker.nanos();
            found = true;
        }
    }

    /// Why a proposal of that moment timed out. It met a dying leader when a new one was found
    /// after it, but not so long after that the old one must have been well when it was made.
    StoreError causeOfTimeout(long proposedAtNanos, boolean wayToLeaderBroke) {
        long foundAfter = foundAtNanos - proposedAtNanos;
        if (found && foundAfter > 0 && foundAfter < suspectNanos) {
            return StoreError.TIMEOUT_LEADER_FAILED;
        }
        return wayToLeaderBroke ? StoreError.TIMEOUT_CONNECTION_LOST : StoreError.TIMEOUT;
    }
}
