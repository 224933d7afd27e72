package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import io.leme.store.consensus.LogPosition;
import io.leme.store.consensus.PeerCounts;
import io.leme.store.consensus.ReplicatedState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a copy of the leader's state here when its log no longer reaches back to ours. The copy
/// is complete, checked and on disk before the state is touched; a failed transfer starts anew when
/// the leader asks the next time.
final class CheckpointFetch {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFetch.class);

    private static final Duration DEADLINE = Duration.ofMinutes(30);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Ticker ticker = Ticker.SYSTEM;
    private final PeerChannels channels;
    private final Path directory;
    private final AtomicReference<@Nullable CompletableFuture<LogPosition>> running =
            new AtomicReference<>();

    /// @param directory where a copy is put together: on the file system of the state, emptied here
    CheckpointFetch(PeerChannels channels, Path directory) throws IOException {
        this.channels = channels;
        this.directory = directory;
        Directories.delete(directory);
    }

    /// A failure is told after [#PAUSE], because the leader asks again at once.
    ///
    /// Completes with the position of the copy, which is at least `atLeast`. One at a time: a
    /// second call while one runs gets the same.
    CompletableFuture<LogPosition> fetch(long leader, long atLeast) {
        CompletableFuture<LogPosition> transfer = new CompletableFuture<>();
        CompletableFuture<LogPosition> result =
                transfer.exceptionallyComposeAsync(
                        CompletableFuture::failedFuture,
                        CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        @Nullable CompletableFuture<LogPosition> other = running.compareAndExchange(null, result);
        if (other != null) {
            return other;
        }
        LOG.info("fetching a checkpoint at {} or later from the leader", atLeast);
        PeerCounts.Copies copies = channels.traffic().of(leader).receivedCopies();
        copies.began();
        long began = ticker.nanos();
        var _ =
                result.whenComplete((position, failure) -> {
                    running.set(null);
                    copies.ended(failure == null, ticker.nanos() - began);
                    if (failure != null) {
                        LOG.warn("fetching a checkpoint failed: {}", failure.toString());
                    }
                });
        channels.checkpoint(
                leader,
                ByteBuffer.allocate(Long.BYTES).putLong(atLeast).array(),
                DEADLINE,
                new CheckpointReceiver(directory, transfer));
        return result;
    }

    /// Puts the copy in place of the state. Called on the apply thread.
    LogPosition install(ReplicatedState state) {
        state.replace(directory);
        LogPosition position = state.applied();
        LOG.info("continuing from a checkpoint at {}", position.index());
        return position;
    }
}
