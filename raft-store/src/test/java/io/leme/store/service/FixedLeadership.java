package io.leme.store.service;

import io.leme.store.consensus.Leadership;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// One member leads for ever.
record FixedLeadership(long self, long leads) implements Leadership {
    @Override
    public OptionalLong leader() {
        return OptionalLong.of(leads);
    }

    @Override
    public boolean isLeader() {
        return self == leads;
    }

    @Override
    public long term() {
        return 1;
    }

    @Override
    public long committedIndex() {
        return 0;
    }

    @Override
    public long appliedIndex() {
        return 0;
    }

    @Override
    public CompletableFuture<Void> handTo(long member, Duration patience) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    @Override
    public void addListener(Listener listener) {
        // Nothing ever changes.
    }
}
