package io.leme.store.judge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.MoveLeaderRequest;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.TxnRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Very many leases end in the same second. A new leader gives every lease its full time again, so
/// that all of them begin anew together when the leadership moves.
@Tag("process")
@EnabledIfSystemProperty(
        named = "leme.leases",
        matches = "\\d+",
        disabledReason = "takes minutes: -Dleme.leases=100000")
class LeaseStormTest {
    private static final int LEASES = Integer.getInteger("leme.leases", 0);
    private static final long TTL_SECONDS = Long.getLong("leme.leases.ttl", 120);
    private static final Duration ONE_TRY = Duration.ofSeconds(10);
    private static final Duration BOUND = Duration.ofSeconds(60 + TTL_SECONDS);
    private static final int AT_ONCE = 64;
    private static final int KEYS_IN_TXN = 100;
    private static final int SAMPLES = 400;
    private static final ByteString KEYS = ByteString.copyFromUtf8("leased/");
    private static final ByteString AFTER_KEYS = ByteString.copyFromUtf8("leased0");

    @Test
    void putsGoOnWhileAllLeasesEndAtOnce() throws Exception {
        try (var cluster = Cluster.start(ClusterPlan.of(Program.subject(), 3), "lease-storm")) {
            Member leader = cluster.awaitLeader();
            grant(leader);
            attach(leader);
            Member next = cluster.others(leader).getFirst();
            long usual = worstOfHundred(next);
            move(leader, next);
            Member asked = cluster.others(next).getFirst();

            Eventually.eventually(BOUND, "the first leases end", () -> count(asked) < LEASES);
            long began = System.nanoTime();
            long during = worstOfHundred(asked);
            Eventually.eventually(BOUND, "all leases have ended", () -> count(asked) == 0);
            Duration took = Duration.ofNanos(System.nanoTime() - began);

            System.out.printf(
                    "%d leases gone in %d ms; p99 of puts %d us, then %d us%n",
                    LEASES, took.toMillis(), usual / 1_000, during / 1_000);
            assertThat(took).isLessThan(Duration.ofSeconds(10));
            assertThat(during).isLessThan(3 * usual + 20_000_000);
            Members.assertSame(cluster.members());
        }
    }

    private static void grant(Member member) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var grants =
                    LongStream.rangeClosed(1, LEASES)
                            .mapToObj(lease -> threads.submit(() -> grant(member, lease)))
                            .toList();
            for (var grant : grants) {
                grant.get();
            }
        }
    }

    private static void grant(Member member, long lease) {
        var request = LeaseGrantRequest.newBuilder().setID(lease).setTTL(TTL_SECONDS).build();
        member.client().call(LeaseGrpc.getLeaseGrantMethod(), request).orFail();
    }

    private static void attach(Member member) {
        for (int first = 1; first <= LEASES; first += KEYS_IN_TXN) {
            var txn = TxnRequest.newBuilder();
            for (int i = first; i < Math.min(first + KEYS_IN_TXN, LEASES + 1); i++) {
                var put =
                        PutRequest.newBuilder()
                                .setKey(KEYS.concat(ByteString.copyFromUtf8("" + i)))
                                .setLease(i);
                txn.addSuccessBuilder().setRequestPut(put);
            }
            member.client().call(KVGrpc.getTxnMethod(), txn.build()).orFail();
        }
    }

    private static void move(Member leader, Member next) {
        long target = next.status().orFail().getHeader().getMemberId();
        var request = MoveLeaderRequest.newBuilder().setTargetID(target).build();
        leader.client().call(MaintenanceGrpc.getMoveLeaderMethod(), request).orFail();
    }

    /// The 99th percentile of puts, one after the other, in nanoseconds.
    private static long worstOfHundred(Member member) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            long start = System.nanoTime();
            Puts.put(member, "sample", "" + i, ONE_TRY).orFail();
            times.add(System.nanoTime() - start);
        }
        times.sort(Long::compare);
        return times.get(SAMPLES * 99 / 100);
    }

    private static long count(Member member) {
        var request =
                RangeRequest.newBuilder()
                        .setKey(KEYS)
                        .setRangeEnd(AFTER_KEYS)
                        .setCountOnly(true)
                        .build();
        return member.client().call(KVGrpc.getRangeMethod(), request, ONE_TRY).orFail().getCount();
    }
}
