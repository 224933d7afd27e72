package io.leme.store.judge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import io.leme.wire.rpc.ClusterGrpc;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.MemberAddRequest;
import io.leme.wire.rpc.MemberPromoteRequest;
import io.leme.wire.rpc.MoveLeaderRequest;
import io.leme.wire.rpc.PutRequest;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A learner fetches a large state, gets its vote and at last the leadership.
@Tag("process")
@EnabledIfSystemProperty(
        named = "leme.learner",
        matches = "\\d+",
        disabledReason = "takes gigabytes: -Dleme.learner=1024, in MiB")
class LearnerTest {
    private static final int MEBIBYTES = Integer.getInteger("leme.learner", 0);
    private static final int VALUE_BYTES = 256 * 1024;
    private static final int VALUES_IN_MEBIBYTE = 4;
    private static final int AT_ONCE = 8;
    private static final Duration BOUND = Duration.ofMinutes(4);

    @Test
    void aLearnerCatchesUpIsPromotedAndLeads() throws Exception {
        try (var places = Cluster.prepare(ClusterPlan.of(Program.subject(), 2), "learner");
                Member first = places.newcomer(0);
                Member learner = places.newcomer(1)) {
            first.start();
            first.awaitReady();
            fill(first);

            long start = System.nanoTime();
            long id = add(first, learner);
            learner.start();
            Eventually.eventually(BOUND, "the learner is promoted", () -> promote(first, id));
            Duration caughtUp = Duration.ofNanos(System.nanoTime() - start);
            learner.awaitReady();

            long asked = System.nanoTime();
            move(first, id);
            Puts.put(learner, "led", "by the learner", BOUND).orFail();
            Duration moved = Duration.ofNanos(System.nanoTime() - asked);
            System.out.printf(
                    "%d MiB caught up and promoted in %d ms, led %d ms after it was asked to%n",
                    MEBIBYTES, caughtUp.toMillis(), moved.toMillis());
            assertThat(learner.leads()).isTrue();
            assertThat(moved).isLessThan(Duration.ofSeconds(1));
            Members.assertSame(List.of(first, learner));
        }
    }

    /// Values that no compression makes smaller.
    private static void fill(Member member) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var puts =
                    IntStream.range(0, MEBIBYTES * VALUES_IN_MEBIBYTE)
                            .mapToObj(number -> threads.submit(() -> put(member, number)))
                            .toList();
            for (var put : puts) {
                put.get();
            }
        }
    }

    private static void put(Member member, int number) {
        byte[] value = new byte[VALUE_BYTES];
        new Random(number).nextBytes(value);
        var put =
                PutRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8("large/" + number))
                        .setValue(ByteString.copyFrom(value))
                        .build();
        member.client().call(KVGrpc.getPutMethod(), put).orFail();
    }

    private static long add(Member asked, Member learner) {
        var request =
                MemberAddRequest.newBuilder()
                        .addPeerURLs(learner.settings().advertisedPeerUrl())
                        .setIsLearner(true)
                        .build();
        return asked.client()
                .call(ClusterGrpc.getMemberAddMethod(), request)
                .orFail()
                .getMember()
                .getID();
    }

    private static boolean promote(Member asked, long id) {
        var request = MemberPromoteRequest.newBuilder().setID(id).build();
        return asked.client().call(ClusterGrpc.getMemberPromoteMethod(), request).isGiven();
    }

    private static void move(Member leader, long id) {
        var request = MoveLeaderRequest.newBuilder().setTargetID(id).build();
        leader.client().call(MaintenanceGrpc.getMoveLeaderMethod(), request).orFail();
    }
}
