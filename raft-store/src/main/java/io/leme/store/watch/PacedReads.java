package io.leme.store.watch;

import io.leme.store.base.Ticker;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Reads history in the share of time that is left to it. While entries are applied, each read is
/// followed by a rest of so many times its own duration (of 50 ms at most), so that watchers of the
/// past, however many there are, take a small part of one processor from those who write. On a
/// store at which nothing is written they do not rest.
///
/// Threads: [#execute] is for any; the rest belongs to the one thread of `reader`.
public final class PacedReads implements Executor {
    private static final int RESTS_FOR_A_READ = 6;
    private static final long MOST_REST_NANOS = 50_000_000;

    /// For how long a store counts as busy after an entry.
    private static final long BUSY_NANOS = 20_000_000;

    private final Executor reader;
    private final LongSupplier appliedIndex;
    private final Ticker ticker;
    private final LongConsumer rest;
    private long knownIndex;
    private long appliedNanos;

    /// @param reader has one thread
    /// @param rest waits for so many nanoseconds
    public PacedReads(
            Executor reader, LongSupplier appliedIndex, Ticker ticker, LongConsumer rest) {
        this.reader = reader;
        this.appliedIndex = appliedIndex;
        this.ticker = ticker;
        this.rest = rest;
        this.knownIndex = appliedIndex.getAsLong();
        this.appliedNanos = ticker.nanos() - BUSY_NANOS;
    }

    @Override
    public void execute(Runnable read) {
        reader.execute(() -> {
            long began = ticker.nanos();
            read.run();
            long ended = ticker.nanos();
            if (isBusy(ended)) {
                rest.accept(Math.min(RESTS_FOR_A_READ * (ended - began), MOST_REST_NANOS));
            }
        });
    }

    private boolean isBusy(long now) {
        long index = appliedIndex.getAsLong();
        if (index != knownIndex) {
            knownIndex = index;
            appliedNanos = now;
        }
        return now - appliedNanos < BUSY_NANOS;
    }
}
