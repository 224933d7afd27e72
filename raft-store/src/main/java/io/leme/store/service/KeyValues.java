package io.leme.store.service;

import io.leme.store.base.Ticker;
import io.leme.store.command.Compact;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.Put;
import io.leme.store.command.Range;
import io.leme.store.command.Result;
import io.leme.store.command.Txn;
import io.leme.store.consensus.Proposer;
import io.leme.store.consensus.ReadGate;
import io.leme.store.mvcc.View;
import io.leme.store.mvcc.ViewSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// Reads and writes of keys.
///
/// Writes go to the log. Linearizable reads pass the read gate and are then answered here, whoever
/// leads; serializable ones are answered from what this member has. A read that may touch many keys
/// runs on `reads`, whose queue is bounded: when it is full the caller gets TOO_MANY_REQUESTS.
///
/// Futures know the stages of their way ([io.leme.store.telemetry.Staged]).
public final class KeyValues {
    private final Proposer proposer;
    private final ReadGate gate;
    private final ViewSource views;
    private final Executor reads;
    private final Ticker ticker;

    public KeyValues(
            Proposer proposer, ReadGate gate, ViewSource views, Executor reads, Ticker ticker) {
        this.proposer = proposer;
        this.gate = gate;
        this.views = views;
        this.reads = reads;
        this.ticker = ticker;
    }

    public CompletableFuture<Result.Ranged> range(
            Range range, boolean serializable, Caller caller) {
        Function<View, Result.Ranged> reading =
                view -> {
                    caller.requireRead(range);
                    return view.range(range);
                };
        return serializable && range.range().isSingle()
                ? atOnce(reading)
                : read(serializable, reading);
    }

    public CompletableFuture<Result> put(Put put) {
        return proposer.propose(put);
    }

    public CompletableFuture<Result> delete(DeleteRange delete) {
        return proposer.propose(delete);
    }

    /// A transaction that holds nothing but ranges never enters the log.
    public CompletableFuture<Result> txn(Txn txn, boolean serializable, Caller caller) {
        if (isReadOnly(txn)) {
            return read(
                    serializable,
                    view -> {
                        caller.requireRead(txn);
                        return view.readOnly(txn);
                    });
        }
        return proposer.propose(txn);
    }

    /// A nested transaction makes it a write, as in etcd.
    private static boolean isReadOnly(Txn txn) {
        return txn.success().stream().allMatch(Range.class::isInstance)
                && txn.failure().stream().allMatch(Range.class::isInstance);
    }

    public CompletableFuture<Result> compact(Compact compact) {
        return proposer.propose(compact);
    }

    private <A> CompletableFuture<A> read(boolean serializable, Function<View, A> reader) {
        Reading<A> reading = new Reading<>(views, reader, ticker);
        if (serializable) {
            reading.confirmed();
            reading.queue(reads);
            return reading;
        }
        var _ =
                gate.await()
                        .whenComplete((passed, failure) -> {
                            if (failure == null) {
                                reading.confirmed();
                                reading.queue(reads);
                            } else {
                                reading.completeExceptionally(failure);
                            }
                        });
        return reading;
    }

    private <A> CompletableFuture<A> atOnce(Function<View, A> reader) {
        Reading<A> reading = new Reading<>(views, reader, ticker);
        reading.confirmed();
        reading.run();
        return reading;
    }
}
