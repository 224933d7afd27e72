package io.leme.store.consensus;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// Who leads, as far as this member knows.
public interface Leadership {
    /// Id of this member.
    long self();

    /// Member id of the leader, if one is known.
    OptionalLong leader();

    /// True when this member leads, has applied an entry of its term, and heard a quorum within an
    /// election timeout.
    boolean isLeader();

    long term();

    long committedIndex();

    long appliedIndex();

    /// Gives the leadership to `member`. Completes when it leads; fails with
    /// [io.leme.store.error.StoreException]: NOT_LEADER when this member has none to give,
    /// TRANSFER_TIMEOUT when the other does not lead within `patience`.
    CompletableFuture<Void> handTo(long member, Duration patience);

    void addListener(Listener listener);

    /// Called on a thread of the log: hand over at once.
    interface Listener {
        /// This member leads from now on in `term`.
        void elected(long term);

        /// This member no longer leads.
        void deposed();

        /// The known leader changed; empty while there is none.
        void leaderChanged(OptionalLong leader);
    }
}
