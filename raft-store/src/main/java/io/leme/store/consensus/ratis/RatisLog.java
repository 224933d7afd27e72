package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import io.leme.store.consensus.EntryLog;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Finds the leader for an entry and hands it over. While it is certain that the entry is not in
/// any log (no leader known, not reached, or it refused), it is tried again every [#RETRY_PAUSE]
/// until [#PATIENCE] is over. As soon as that is not certain any more, the way ends there.
///
/// Holds no entry longer than [#PATIENCE] plus one call; how many there are is the caller's bound.
final class RatisLog implements EntryLog {
    static final byte FORWARD = 1;

    /// Room for what Ratis puts around an entry.
    private static final int OVERHEAD_BYTES = 1024;

    static final int MAX_ENVELOPE_BYTES = NodeProperties.MAX_ENTRY_BYTES - OVERHEAD_BYTES;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(20);
    private static final Duration FORWARD_DEADLINE = Duration.ofSeconds(7);

    private final RatisLeadership leadership;
    private final EntryJoiner local;
    private final PeerChannels channels;
    private final ScheduledExecutorService retries;
    private final Ticker ticker;

    RatisLog(
            RatisLeadership leadership,
            EntryJoiner local,
            PeerChannels channels,
            ScheduledExecutorService retries,
            Ticker ticker) {
        this.leadership = leadership;
        this.local = local;
        this.channels = channels;
        this.retries = retries;
        this.ticker = ticker;
    }

    @Override
    public int maxEntryBytes() {
        return MAX_ENVELOPE_BYTES;
    }

    @Override
    public boolean isShared() {
        return !leadership.isAlone();
    }

    @Override
    public CompletableFuture<Outcome> submit(byte[] entry) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        // Ratis would take the leadership away for an entry that it cannot store.
        if (entry.length > maxEntryBytes()) {
            outcome.complete(
                    new Outcome.NotAppended("an entry of " + entry.length + " bytes is too large"));
            return outcome;
        }
        attempt(entry, ticker.nanos() + PATIENCE.toNanos(), outcome);
        return outcome;
    }

    /// What another member forwarded: taken if this member leads, else sent back.
    CompletableFuture<byte[]> forwarded(byte[] entry) {
        CompletableFuture<Outcome> outcome =
                leadership.isLeader() && entry.length <= maxEntryBytes()
                        ? local.append(entry)
                        : CompletableFuture.completedFuture(new Outcome.NotAppended("not leader"));
        return outcome.thenApply(OutcomeFrame::encode);
    }

    private void attempt(byte[] entry, long untilNanos, CompletableFuture<Outcome> outcome) {
        var _ =
                route(entry)
                        .exceptionally(failure -> new Outcome.Unknown(failure.toString()))
                        .thenAccept(result -> {
                            if (!mayTryAgain(result, untilNanos)
                                    || !later(() -> attempt(entry, untilNanos, outcome))) {
                                outcome.complete(result);
                            }
                        });
    }

    private boolean mayTryAgain(Outcome result, long untilNanos) {
        return result instanceof Outcome.NotAppended && ticker.nanos() - untilNanos < 0;
    }

    /// False when this member is being closed.
    private boolean later(Runnable attempt) {
        try {
            var _ = retries.schedule(attempt, RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private CompletableFuture<Outcome> route(byte[] entry) {
        if (leadership.isLeader()) {
            return local.append(entry);
        }
        OptionalLong leader = leadership.leader();
        if (leader.isEmpty() || leader.getAsLong() == leadership.self()) {
            return CompletableFuture.completedFuture(new Outcome.NotAppended("no leader"));
        }
        return channels.call(leader.getAsLong(), FORWARD, entry, FORWARD_DEADLINE)
                .thenApply(reply -> OutcomeFrame.decode(PeerReply.unwrap(reply)))
                .exceptionally(RatisLog::unanswered);
    }

    private static Outcome unanswered(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof PeerChannels.Unreachable unreachable
                        && !unreachable.perhapsArrived()
                ? new Outcome.NotAppended("leader not reached")
                : new Outcome.Unknown(String.valueOf(cause));
    }
}
