package io.leme.store.service;

import io.leme.store.consensus.Leadership;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.mvcc.StateHash;
import io.leme.store.mvcc.View;
import io.leme.store.mvcc.ViewSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/// The state of this member alone, answered without asking the others.
public final class Maintenance {
    private final Leadership leadership;
    private final ViewSource views;
    private final LongSupplier databaseSize;
    private final ReadQueue reads;

    /// `databaseSize` gives the bytes that the state takes on disk; hashes are taken on `reads`.
    public Maintenance(
            Leadership leadership, ViewSource views, LongSupplier databaseSize, ReadQueue reads) {
        this.leadership = leadership;
        this.views = views;
        this.databaseSize = databaseSize;
        this.reads = reads;
    }

    /// The hash over this member's state now. Reads all of it.
    ///
    /// Fails with COMPACTED or FUTURE_REVISION for a revision that this member cannot have.
    ///
    /// @param revision the revision the caller has in mind; 0 for the current one
    public CompletableFuture<StateHash> hash(long revision) {
        return reads.submit(() -> hashNow(revision));
    }

    private StateHash hashNow(long revision) {
        try (View view = views.open()) {
            if (revision > view.revision()) {
                throw new StoreException(StoreError.FUTURE_REVISION);
            }
            if (revision > 0 && revision < view.compactRevision()) {
                throw new StoreException(StoreError.COMPACTED);
            }

            return view.stateHash();
        }
    }

    public MemberStatus status() {
        long size = databaseSize.getAsLong();
        long leader = leadership.leader().orElse(0);
        // Read in this order, so that what is applied is never above what is committed.
        long applied = leadership.appliedIndex();
        long committed = Math.max(applied, leadership.committedIndex());
        List<String> errors = leader == 0 ? List.of(StoreError.NO_LEADER.text()) : List.of();
        return new MemberStatus(size, size, leader, committed, applied, leadership.term(), errors);
    }
}
