package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import io.leme.store.consensus.ReadGate;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The barrier before linearizable reads, on any member. Callers that come while an attempt is on
/// its way gather in a [Group] and share the next attempt, so that a member has one question to the
/// leader in flight however many read. In a cluster of three that question is the confirmation
/// ([Barrier#confirmFor]); a leader asks the others for its own reads, and in larger clusters. An
/// attempt that fails is made again every [#RETRY_PAUSE]: a read index may be asked for any number
/// of times. A group that is [#PATIENCE] old fails with TIMEOUT, as etcd's reads do.
///
/// Futures complete on a thread of the log: hop away for anything long. Groups that are open at a
/// time: one per attempt within [#PATIENCE].
final class RatisReadGate implements ReadGate {
    static final byte READ_INDEX = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(7);
    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(20);

    private final RatisLeadership leadership;
    private final Barrier barrier;
    private final LeaderHooks hooks;
    private final AppliedIndex applied;
    private final PeerChannels channels;
    private final ScheduledExecutorService timer;
    private final Executor hops;
    private final Ticker ticker;

    private final Deque<Group> waiting = new ArrayDeque<>();
    private @Nullable Group gathering;
    private boolean attempting;
    private boolean closed;

    RatisReadGate(
            RatisLeadership leadership,
            Barrier barrier,
            LeaderHooks hooks,
            AppliedIndex applied,
            PeerChannels channels,
            ScheduledExecutorService timer,
            Executor hops,
            Ticker ticker) {
        this.leadership = leadership;
        this.barrier = barrier;
        this.hooks = hooks;
        this.applied = applied;
        this.channels = channels;
        this.timer = timer;
        this.hops = hops;
        this.ticker = ticker;
    }

    @Override
    public CompletableFuture<Void> await() {
        OptionalLong known = barrier.confirmAlone();
        if (known.isPresent() && applied.index() >= known.getAsLong()) {
            return CompletableFuture.completedFuture(null);
        }
        Group joined;
        boolean first;
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(new StoreException(StoreError.STOPPED));
            }
            if (gathering == null) {
                gathering = new Group(ticker.nanos() + PATIENCE.toNanos());
            }
            joined = gathering;
            first = !attempting;
            attempting = true;
        }
        if (first) {
            attempt();
        }
        return joined.done.copy();
    }

    @Override
    public CompletableFuture<Void> confirmLeadership() {
        return barrier.confirm()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((index, failure) -> {
                    if (failure != null) {
                        throw new StoreException(StoreError.NOT_LEADER);
                    }
                    return null;
                });
    }

    /// A follower's question: who asks, and the term it is in. Answers the index, and sees to it
    /// that the follower learns of it.
    CompletableFuture<byte[]> asked(byte[] question) {
        if (question.length != 2 * Long.BYTES) {
            throw new IllegalArgumentException("a read index request names a member and a term");
        }
        ByteBuffer fields = ByteBuffer.wrap(question);
        OptionalLong known = barrier.confirmFor(PeerIds.peer(fields.getLong()), fields.getLong());
        CompletableFuture<Long> confirmed =
                known.isPresent()
                        ? CompletableFuture.completedFuture(known.getAsLong())
                        : barrier.confirm();
        return confirmed.handle((index, failure) -> {
            if (failure != null) {
                throw new StoreException(StoreError.NOT_LEADER);
            }
            hooks.tellCommit();
            return ByteBuffer.allocate(Long.BYTES).putLong(index).array();
        });
    }

    /// Made when all whom the answer is for have come.
    private byte[] question() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(leadership.self())
                .putLong(leadership.term())
                .array();
    }

    /// Fails those who waited too long. Called on every tick.
    void expire() {
        Deque<Group> late = new ArrayDeque<>();
        long now = ticker.nanos();
        synchronized (this) {
            for (Group first = waiting.peek();
                    first != null && first.untilNanos - now <= 0;
                    first = waiting.peek()) {
                late.add(waiting.remove());
            }
            if (gathering != null && gathering.untilNanos - now <= 0) {
                late.add(gathering);
                gathering = null;
            }
        }
        late.forEach(group -> group.fail(StoreError.TIMEOUT));
    }

    void close() {
        Deque<Group> open;
        synchronized (this) {
            closed = true;
            open = new ArrayDeque<>(waiting);
            waiting.clear();
            if (gathering != null) {
                open.add(gathering);
                gathering = null;
            }
        }
        open.forEach(group -> group.fail(StoreError.STOPPED));
    }

    private void attempt() {
        synchronized (this) {
            if (gathering != null) {
                waiting.add(gathering);
                gathering = null;
            }
            if (waiting.isEmpty()) {
                attempting = false;
                return;
            }
        }
        var _ = readIndex().whenComplete(this::attempted);
    }

    private void attempted(@Nullable Long index, @Nullable Throwable failure) {
        if (failure != null || index == null) {
            retryLater();
            return;
        }
        Deque<Group> confirmed;
        boolean more;
        synchronized (this) {
            confirmed = new ArrayDeque<>(waiting);
            waiting.clear();
            more = gathering != null;
            attempting = more;
        }
        if (more) {
            // Not from here: where a round needs nobody else, this would call itself without end.
            hops.execute(this::attempt);
        }
        release(confirmed, index);
    }

    private void release(Deque<Group> confirmed, long index) {
        if (confirmed.isEmpty()) {
            return;
        }
        CompletableFuture<Void> reached = applied.reached(index);
        if (!reached.isDone()) {
            long left = confirmed.getLast().untilNanos - ticker.nanos();
            reached = reached.orTimeout(Math.max(left, 1), TimeUnit.NANOSECONDS);
        }
        var _ =
                reached.whenComplete((done, late) ->
                        confirmed.forEach(group -> {
                            if (late == null) {
                                group.done.complete(null);
                            } else {
                                group.fail(StoreError.TIMEOUT);
                            }
                        }));
    }

    private void retryLater() {
        try {
            var _ = timer.schedule(this::attempt, RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            close();
        }
    }

    private CompletableFuture<Long> readIndex() {
        if (leadership.isLeader()) {
            return barrier.confirm().copy().orTimeout(ATTEMPT.toMillis(), TimeUnit.MILLISECONDS);
        }
        OptionalLong leader = leadership.leader();
        if (leader.isEmpty() || leader.getAsLong() == leadership.self()) {
            return CompletableFuture.failedFuture(new Barrier.NotLeading("no leader"));
        }
        return channels.call(leader.getAsLong(), READ_INDEX, question(), ATTEMPT)
                .thenApply(reply -> ByteBuffer.wrap(PeerReply.unwrap(reply)).getLong());
    }

    private static final class Group {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final long untilNanos;

        private Group(long untilNanos) {
            this.untilNanos = untilNanos;
        }

        private void fail(StoreError error) {
            done.completeExceptionally(new StoreException(error));
        }
    }
}
