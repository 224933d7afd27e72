package io.leme.store.service;

import io.leme.store.consensus.Leadership;
import io.leme.store.error.StoreError;
import java.util.List;
import java.util.function.LongSupplier;

/// The state of this member alone, answered without asking the others.
public final class Maintenance {
    private final Leadership leadership;
    private final LongSupplier databaseSize;

    /// `databaseSize` gives the bytes that the state takes on disk.
    public Maintenance(Leadership leadership, LongSupplier databaseSize) {
        this.leadership = leadership;
        this.databaseSize = databaseSize;
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
