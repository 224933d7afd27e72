package io.leme.store.service;

import io.leme.store.base.Bytes;
import io.leme.store.command.LeaseGrant;
import io.leme.store.command.LeaseRevoke;
import io.leme.store.command.Result;
import io.leme.store.consensus.Leadership;
import io.leme.store.consensus.PeerCalls;
import io.leme.store.consensus.Proposer;
import io.leme.store.consensus.ReadGate;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.lease.LeaseClock;
import io.leme.store.mvcc.View;
import io.leme.store.mvcc.ViewSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// Grants, ends, renews and shows leases.
///
/// Grant and revoke go through the log. Renewal and remaining time live on the leader's clock only:
/// a follower asks the leader over the peer port, and the leader makes sure that it still is one
/// before it answers.
public final class Leases {
    private static final byte TIME_TO_LIVE = 17;
    private static final long LONGEST_TTL_SECONDS = 9_000_000_000L;

    private final Proposer proposer;
    private final ReadGate gate;
    private final Leadership leadership;
    private final LeaderCalls leader;
    private final Renewals renewals;
    private final LeaseClock clock;
    private final ViewSource views;
    private final Settings settings;

    /// `shortestTtlSeconds`: shorter ones are raised to it. `deadline` bounds a call to the leader.
    public record Settings(
            long shortestTtlSeconds, Duration deadline, RandomGenerator random, ReadQueue reads) {
        /// etcd's shortest TTL: one and a half election timeouts, in whole seconds, rounded up.
        public static long shortestTtlSeconds(Duration electionTimeout) {
            long millis = electionTimeout.toMillis() * 3 / 2;
            return (millis + 999) / 1000;
        }
    }

    /// `remainingSeconds` is -1 for a lease that does not exist.
    public record LeaseState(long grantedSeconds, long remainingSeconds, List<Bytes> keys) {
        public LeaseState {
            keys = List.copyOf(keys);
        }
    }

    public Leases(
            Proposer proposer,
            ReadGate gate,
            Leadership leadership,
            PeerCalls peers,
            LeaseClock clock,
            ViewSource views,
            Settings settings) {
        this.proposer = proposer;
        this.gate = gate;
        this.leadership = leadership;
        this.clock = clock;
        this.views = views;
        this.settings = settings;
        leader = new LeaderCalls(leadership, peers, settings.deadline);
        renewals = new Renewals(leader, gate, clock);
        peers.serve(TIME_TO_LIVE, payload -> timeToLiveHere(id(payload)).thenApply(Leases::bytes));
    }

    /// Leases that this member has renewed, as the leader.
    public long renewals() {
        return renewals.renewed();
    }

    /// `id` 0 lets the server choose.
    public CompletableFuture<Result> grant(long id, long ttlSeconds) {
        if (ttlSeconds > LONGEST_TTL_SECONDS) {
            return failed(StoreError.LEASE_TTL_TOO_LARGE);
        }

        long chosen = id;
        while (chosen == 0) {
            chosen = settings.random.nextLong() & Long.MAX_VALUE;
        }
        long ttl = Math.max(ttlSeconds, settings.shortestTtlSeconds);
        return proposer.propose(new LeaseGrant(chosen, ttl));
    }

    public CompletableFuture<Result> revoke(long id) {
        return proposer.propose(new LeaseRevoke(id));
    }

    /// The lease's TTL in seconds, or 0 when there is no such lease (any more).
    public CompletableFuture<Long> keepAlive(long id) {
        return renewals.renew(id);
    }

    public CompletableFuture<LeaseState> timeToLive(long id, boolean withKeys, Caller caller) {
        CompletableFuture<LeaseState> state =
                leadership.isLeader()
                        ? timeToLiveHere(id)
                        : leader.ask(TIME_TO_LIVE, bytes(id)).thenApply(Leases::state);
        if (!withKeys) {
            return state;
        }
        return state.thenCompose(known ->
                gate.await()
                        .thenCompose(passed ->
                                settings.reads.submit(() -> withKeys(id, known, caller))));
    }

    /// Those that end first in front, as far as this member knows.
    ///
    /// @throws StoreException when a key of one of them may not be read by the caller
    public List<Long> ids(Caller caller) {
        List<Long> ids = clock.ids();
        try (View view = views.open()) {
            caller.requireReadOfLeases(view, ids);
        }
        return ids;
    }

    private CompletableFuture<LeaseState> timeToLiveHere(long id) {
        return gate.confirmLeadership()
                .thenApply(confirmed -> {
                    Optional<LeaseClock.TimeToLive> known = clock.timeToLive(id);
                    return known.map(ttl ->
                                    new LeaseState(
                                            ttl.grantedSeconds(),
                                            ttl.remainingSeconds(),
                                            List.of()))
                            .orElse(new LeaseState(0, -1, List.of()));
                });
    }

    private LeaseState withKeys(long id, LeaseState state, Caller caller) {
        try (View view = views.open()) {
            caller.requireReadOfLeases(view, List.of(id));
            return new LeaseState(state.grantedSeconds, state.remainingSeconds, view.leaseKeys(id));
        }
    }

    private static long id(byte[] payload) {
        return ByteBuffer.wrap(payload).getLong();
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] bytes(LeaseState state) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(state.grantedSeconds)
                .putLong(state.remainingSeconds)
                .array();
    }

    private static LeaseState state(byte[] payload) {
        ByteBuffer buffer = ByteBuffer.wrap(payload);
        return new LeaseState(buffer.getLong(), buffer.getLong(), List.of());
    }

    private static <A> CompletableFuture<A> failed(StoreError error) {
        return CompletableFuture.failedFuture(new StoreException(error));
    }
}
