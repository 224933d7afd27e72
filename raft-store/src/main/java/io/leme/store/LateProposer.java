package io.leme.store;

import io.leme.store.command.Command;
import io.leme.store.command.Result;
import io.leme.store.consensus.Proposer;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Stands for the proposer until the log it writes to is open.
final class LateProposer implements Proposer {
    private volatile @Nullable Proposer proposer;

    void join(Proposer opened) {
        proposer = opened;
    }

    @Override
    public CompletableFuture<Result> propose(Command command) {
        Proposer known = proposer;
        return known == null
                ? CompletableFuture.failedFuture(new StoreException(StoreError.NO_LEADER))
                : known.propose(command);
    }
}
