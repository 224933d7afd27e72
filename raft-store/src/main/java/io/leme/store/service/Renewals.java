package io.leme.store.service;

import io.leme.store.consensus.ReadGate;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.lease.LeaseClock;
import io.leme.store.lease.LeaseClock.Renewal;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Renews leases on the leader's clock, many at a time: what comes while a round is under way goes
/// with the next one. A round is one call to the leader, which makes sure once that it still leads.
/// The next one waits for its answer, but not beyond [#PATIENCE]: the leader may have been cut off,
/// and leases must be renewed with the new one. A lease whose time was up does not hold the others
/// of its round: its end is awaited by a call of its own.
///
/// Holds one id for each keep-alive stream at most, as a stream waits for an answer before it takes
/// the next request. Threads: any.
final class Renewals {
    static final byte RENEW = 16;
    static final byte AWAIT_END = 21;

    /// Stands for the TTL of a lease that ends now.
    private static final long ENDING = -1;

    private static final int LARGEST_ROUND = 4096;
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final LeaderCalls leader;
    private final ReadGate gate;
    private final LeaseClock clock;
    private final LongAdder renewed = new LongAdder();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private boolean underWay;

    /// Completes with the TTL in seconds, or 0 for a lease that is gone.
    private static final class Waiting extends CompletableFuture<Long> {
        final long id;

        Waiting(long id) {
            this.id = id;
        }
    }

    Renewals(LeaderCalls leader, ReadGate gate, LeaseClock clock) {
        this.leader = leader;
        this.gate = gate;
        this.clock = clock;
        leader.peers().serve(RENEW, ids -> renewHere(numbers(ids)).thenApply(Renewals::bytes));
        leader.peers()
                .serve(AWAIT_END, id -> awaitEndHere(numbers(id)[0]).thenApply(ttl -> bytes(ttl)));
    }

    /// Leases that this member has renewed, as the leader.
    long renewed() {
        return renewed.sum();
    }

    /// The lease's TTL in seconds, or 0 when there is no such lease (any more).
    CompletableFuture<Long> renew(long id) {
        Waiting renewal = new Waiting(id);
        synchronized (waiting) {
            waiting.add(renewal);
            if (underWay) {
                return renewal;
            }
            underWay = true;
        }
        goOn();
        return renewal;
    }

    private void goOn() {
        for (List<Waiting> round = nextRound(); !round.isEmpty(); round = nextRound()) {
            List<Waiting> asked = round;
            long[] ids = asked.stream().mapToLong(renewal -> renewal.id).toArray();
            // A call that throws fails its round only: the others must not wait for it for ever.
            CompletableFuture<long[]> answer =
                    CompletableFuture.completedFuture(ids).thenCompose(this::ask);
            // A member that is alone knows at once.
            boolean pending = !answer.isDone();
            var _ = answer.whenComplete((ttls, failure) -> settle(asked, ttls, failure));
            if (pending) {
                var _ =
                        answer.handle((ttls, failure) -> true)
                                .completeOnTimeout(
                                        false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                                .thenRun(this::goOn);
                return;
            }
        }
    }

    private List<Waiting> nextRound() {
        List<Waiting> round = new ArrayList<>();
        synchronized (waiting) {
            while (!waiting.isEmpty() && round.size() < LARGEST_ROUND) {
                round.add(waiting.remove());
            }
            underWay = !round.isEmpty();
        }
        return round;
    }

    private CompletableFuture<long[]> ask(long[] ids) {
        return leader.leadership().isLeader()
                ? renewHere(ids)
                : leader.ask(RENEW, bytes(ids)).thenApply(answer -> ttls(answer, ids.length));
    }

    private void settle(List<Waiting> round, long @Nullable [] ttls, @Nullable Throwable failure) {
        for (int i = 0; i < round.size(); i++) {
            Waiting renewal = round.get(i);
            if (ttls == null) {
                renewal.completeExceptionally(Objects.requireNonNull(failure));
            } else if (ttls[i] == ENDING) {
                awaitEnd(renewal);
            } else {
                renewal.complete(ttls[i]);
            }
        }
    }

    private void awaitEnd(Waiting renewal) {
        CompletableFuture<Long> end =
                leader.leadership().isLeader()
                        ? awaitEndHere(renewal.id)
                        : leader.ask(AWAIT_END, bytes(renewal.id))
                                .thenApply(answer -> ttls(answer, 1)[0]);
        var _ =
                end.whenComplete((ttl, failure) -> {
                    if (failure == null) {
                        renewal.complete(ttl);
                    } else {
                        renewal.completeExceptionally(failure);
                    }
                });
    }

    private CompletableFuture<long[]> renewHere(long[] ids) {
        return gate.confirmLeadership()
                .thenApply(confirmed -> {
                    long[] ttls = new long[ids.length];
                    for (int i = 0; i < ids.length; i++) {
                        ttls[i] = ttl(clock.renew(ids[i]));
                    }
                    return ttls;
                });
    }

    private long ttl(Renewal renewal) {
        return switch (renewal) {
            case Renewal.Renewed(long ttlSeconds) -> {
                renewed.increment();
                yield ttlSeconds;
            }
            case Renewal.NoSuchLease() -> 0;
            case Renewal.TooLate(CompletableFuture<Void> ended) -> ENDING;
        };
    }

    /// A lease whose time is up waits for its end: it is gone then, unless the end failed.
    private CompletableFuture<Long> awaitEndHere(long id) {
        return gate.confirmLeadership()
                .thenCompose(confirmed -> {
                    Renewal renewal = clock.renew(id);
                    return renewal instanceof Renewal.TooLate(CompletableFuture<Void> ended)
                            ? gone(ended)
                            : CompletableFuture.completedFuture(ttl(renewal));
                });
    }

    private CompletableFuture<Long> gone(CompletableFuture<Void> ended) {
        return ended.thenApply(end -> 0L)
                .orTimeout(leader.deadline().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> {
                    throw new StoreException(StoreError.TIMEOUT);
                });
    }

    private static long[] ttls(byte[] answer, int count) {
        long[] ttls = numbers(answer);
        if (ttls.length != count) {
            throw new IllegalStateException(
                    "the leader answered %d of %d renewals".formatted(ttls.length, count));
        }
        return ttls;
    }

    private static byte[] bytes(long... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES * numbers.length);
        buffer.asLongBuffer().put(numbers);
        return buffer.array();
    }

    private static long[] numbers(byte[] bytes) {
        LongBuffer buffer = ByteBuffer.wrap(bytes).asLongBuffer();
        long[] numbers = new long[buffer.remaining()];
        buffer.get(numbers);
        return numbers;
    }
}
