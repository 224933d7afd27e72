package io.leme.store.judge.jetcd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.Election;
import io.etcd.jetcd.election.LeaderResponse;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.Eventually;
import io.leme.wire.lock.LockGrpc;
import io.leme.wire.lock.LockRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Locks and elections, between two clients at two members.
abstract class WithLocks {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final Client one;
    private final Client other;

    WithLocks(Cluster cluster) {
        this.cluster = cluster;
        one = Client.builder().endpoints(Endpoints.of(cluster).getFirst()).build();
        other = Client.builder().endpoints(Endpoints.of(cluster).getLast()).build();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void theSecondToLockWaitsForTheFirstToUnlock() {
        var first = join(one.getLockClient().lock(Endpoints.bytes("lock"), lease(one)));
        var second = other.getLockClient().lock(Endpoints.bytes("lock"), lease(other));
        Eventually.eventually(BOUND, "two wait in line", () -> count("lock/") == 2);
        assertThat(second).isNotDone();

        join(one.getLockClient().unlock(first.getKey()));

        assertThat(join(second).getKey().toString()).startsWith("lock/");
    }

    @Test
    void aLockPassesOnWhenItsLeaseEnds() {
        long lease = lease(one);
        join(one.getLockClient().lock(Endpoints.bytes("leased"), lease));
        var second = other.getLockClient().lock(Endpoints.bytes("leased"), lease(other));
        Eventually.eventually(BOUND, "two wait in line", () -> count("leased/") == 2);

        join(one.getLeaseClient().revoke(lease));

        assertThat(join(second).getKey().toString()).startsWith("leased/");
    }

    @Test
    void whoGivesUpWaitingLeavesTheLine() {
        join(one.getLockClient().lock(Endpoints.bytes("given"), lease(one)));
        var impatient =
                LockRequest.newBuilder()
                        .setName(ByteString.copyFromUtf8("given"))
                        .setLease(lease(other))
                        .build();

        var answer =
                cluster.member(1)
                        .client()
                        .call(LockGrpc.getLockMethod(), impatient, Duration.ofSeconds(1));

        assertThat(answer.isGiven()).isFalse();
        Eventually.eventually(BOUND, "one is left", () -> count("given/") == 1);
    }

    @Test
    void observersSeeEveryLeaderAndWhatItProclaims() {
        Election election = one.getElectionClient();
        var name = Endpoints.bytes("election");
        List<String> seen = new CopyOnWriteArrayList<>();
        other.getElectionClient().observe(name, new Recorder(seen));

        var leader = join(election.campaign(name, lease(one), Endpoints.bytes("a1"))).getLeader();
        Eventually.eventually(BOUND, "a1 is seen", () -> seen.equals(List.of("a1")));
        join(election.proclaim(leader, Endpoints.bytes("a2")));
        Eventually.eventually(BOUND, "a2 is seen", () -> seen.equals(List.of("a1", "a2")));

        var next = other.getElectionClient().campaign(name, lease(other), Endpoints.bytes("b"));
        Eventually.eventually(BOUND, "two campaign", () -> count("election/") == 2);
        assertThat(next).isNotDone();
        join(election.resign(leader));
        join(next);

        Eventually.eventually(BOUND, "b is seen", () -> seen.equals(List.of("a1", "a2", "b")));
        assertThat(join(election.leader(name)).getKv().getValue().toString()).isEqualTo("b");
    }

    private record Recorder(List<String> seen) implements Election.Listener {
        @Override
        public void onNext(LeaderResponse response) {
            seen.add(response.getKv().getValue().toString(StandardCharsets.UTF_8));
        }

        @Override
        public void onError(Throwable failure) {
            seen.add(failure.toString());
        }

        @Override
        public void onCompleted() {
            seen.add("completed");
        }
    }

    private static long lease(Client client) {
        return join(client.getLeaseClient().grant(600)).getID();
    }

    private long count(String prefix) {
        var all = io.etcd.jetcd.options.GetOption.builder().isPrefix(true).withCountOnly(true);
        return join(one.getKVClient().get(Endpoints.bytes(prefix), all.build())).getCount();
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(15, TimeUnit.SECONDS).join();
    }
}
