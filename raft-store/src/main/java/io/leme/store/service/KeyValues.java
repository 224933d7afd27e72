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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads and writes of keys.
///
/// Writes go to the log. Linearizable reads pass the read gate and are then answered here, whoever
/// leads; serializable ones are answered from what this member has. A read that may touch many keys
/// runs on `reads`, whose queue is bounded: when it is full the caller gets TOO_MANY_REQUESTS.
///
/// Futures know the stages of their way ([io.leme.store.telemetry.Staged]).
public final class KeyValues {
    private static final long SLOW_NANOS = Duration.ofMillis(500).toNanos();

    private final Proposer proposer;
    private final ReadGate gate;
    private final ViewSource views;
    private final Supplier<CompletableFuture<Void>> swept;
    private final Executor reads;
    private final Ticker ticker;
    private final ReadTimes times = new ReadTimes();
    private final LongAdder ranges = new LongAdder();
    private final LongAdder unconfirmed = new LongAdder();
    private final LongAdder slowlyConfirmed = new LongAdder();

    /// @param swept asked once a compaction is applied here: done when it is over on disk too
    public KeyValues(
            Proposer proposer,
            ReadGate gate,
            ViewSource views,
            Supplier<CompletableFuture<Void>> swept,
            Executor reads,
            Ticker ticker) {
        this.proposer = proposer;
        this.gate = gate;
        this.views = views;
        this.swept = swept;
        this.reads = reads;
        this.ticker = ticker;
    }

    public CompletableFuture<Result.Ranged> range(
            Range range, boolean serializable, Caller caller) {
        return range(range, serializable, caller, view -> view.range(range));
    }

    /// The same in a form of the caller's own.
    ///
    /// @param reader reads `range`, and nothing else, as soon as that is allowed
    public <A> CompletableFuture<A> range(
            Range range, boolean serializable, Caller caller, Function<View, A> reader) {
        Function<View, A> reading =
                view -> {
                    caller.requireRead(range);
                    return reader.apply(view);
                };
        return serializable && range.range().isSingle()
                ? atOnce(reading)
                : read(serializable, reading);
    }

    /// Reads since the start.
    public long ranges() {
        return ranges.sum();
    }

    /// Reads that got no read index.
    public long unconfirmed() {
        return unconfirmed.sum();
    }

    /// Reads that waited for their read index for so long that etcd would have asked again.
    public long slowlyConfirmed() {
        return slowlyConfirmed.sum();
    }

    public CompletableFuture<Result> put(Put put) {
        return proposer.propose(put);
    }

    public CompletableFuture<Result> delete(DeleteRange delete) {
        return proposer.propose(delete);
    }

    public ReadTimes times() {
        return times;
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

    /// @param physical whether the answer is to wait until this member has removed what can't be
    ///   read any more, however long that takes
    public CompletableFuture<Result> compact(Compact compact, boolean physical) {
        CompletableFuture<Result> decided = proposer.propose(compact);
        return physical
                ? decided.thenCompose(result -> swept.get().thenApply(removed -> result))
                : decided;
    }

    private <A> CompletableFuture<A> read(boolean serializable, Function<View, A> reader) {
        Reading<A> reading = reading(reader);
        if (serializable) {
            var _ = reading.confirmed();
            reading.queue(reads);
            return reading;
        }
        var _ =
                gate.await()
                        .whenComplete((passed, failure) -> {
                            if (failure == null) {
                                count(reading.confirmed());
                                reading.queue(reads);
                            } else {
                                unconfirmed.increment();
                                reading.completeExceptionally(failure);
                            }
                        });
        return reading;
    }

    private <A> CompletableFuture<A> atOnce(Function<View, A> reader) {
        Reading<A> reading = reading(reader);
        var _ = reading.confirmed();
        reading.run();
        return reading;
    }

    private <A> Reading<A> reading(Function<View, A> reader) {
        ranges.increment();
        return new Reading<>(views, reader, ticker, times);
    }

    private void count(long waitedNanos) {
        if (waitedNanos > SLOW_NANOS) {
            slowlyConfirmed.increment();
        }
    }
}
