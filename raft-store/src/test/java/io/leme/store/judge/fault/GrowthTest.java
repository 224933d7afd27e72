package io.leme.store.judge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.leme.store.judge.process.Answer;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Keys;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import io.leme.wire.rpc.ClusterGrpc;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.MemberAddRequest;
import io.leme.wire.rpc.MemberListRequest;
import io.leme.wire.rpc.MemberPromoteRequest;
import io.leme.wire.rpc.MemberRemoveRequest;
import io.leme.wire.rpc.PutRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A cluster that grows from one member to three and shrinks back while it is written to.
@Tag("process")
class GrowthTest {
    private static final Duration BOUND = Duration.ofSeconds(40);

    private final Cluster places = Cluster.prepare(ClusterPlan.of(Program.subject(), 3), "growth");
    private final List<Member> started = new ArrayList<>();
    private final AtomicInteger written = new AtomicInteger();

    @AfterEach
    void stop() {
        started.forEach(Member::close);
        places.close();
    }

    @Test
    void nothingIsLostWhileMembersComeAndGo() {
        Member a = start(0);
        write(a, 20);

        long b = add(a, 1, true);
        Member second = start(1);
        Eventually.eventually(BOUND, "the learner is promoted", () -> promote(a, b));
        write(second, 20);
        add(a, 2, false);
        Member third = start(2);
        write(third, 20);
        assertThat(names(third)).containsExactlyInAnyOrder("a", "b", "c");

        remove(second, id(a));
        assertThat(a.awaitEnd(BOUND)).isZero();
        write(second, 20);
        write(third, 20);
        remove(second, id(third));
        assertThat(third.awaitEnd(BOUND)).isZero();
        write(second, 20);

        assertThat(names(second)).containsExactly("b");
        assertThat(Keys.count(second, "k")).isEqualTo(written.get());
    }

    private Member start(int place) {
        Member member = places.newcomer(place);
        started.add(member);
        member.start();
        if (place != 1) {
            member.awaitReady();
        }
        return member;
    }

    private long add(Member asked, int place, boolean learner) {
        String url = places.member(place).settings().advertisedPeerUrl();
        var request = MemberAddRequest.newBuilder().addPeerURLs(url).setIsLearner(learner);
        return Eventually.obtain(
                BOUND,
                () -> "a member is added",
                () -> {
                    var answer =
                            asked.client().call(ClusterGrpc.getMemberAddMethod(), request.build());
                    return answer.isGiven()
                            ? java.util.Optional.of(answer.orFail().getMember().getID())
                            : java.util.Optional.empty();
                });
    }

    private static boolean promote(Member asked, long id) {
        var request = MemberPromoteRequest.newBuilder().setID(id).build();
        return asked.client().call(ClusterGrpc.getMemberPromoteMethod(), request).isGiven();
    }

    private static void remove(Member asked, long id) {
        var request = MemberRemoveRequest.newBuilder().setID(id).build();
        Eventually.eventually(
                BOUND,
                "a member is removed",
                () -> asked.client().call(ClusterGrpc.getMemberRemoveMethod(), request).isGiven());
    }

    private static long id(Member member) {
        return member.status().orFail().getHeader().getMemberId();
    }

    private static List<String> names(Member asked) {
        var request = MemberListRequest.newBuilder().setLinearizable(true).build();
        return asked
                .client()
                .call(ClusterGrpc.getMemberListMethod(), request)
                .orFail()
                .getMembersList()
                .stream()
                .map(member -> member.getName())
                .toList();
    }

    /// Each put is acknowledged, in the end.
    private void write(Member asked, int times) {
        for (int i = 0; i < times; i++) {
            var put =
                    PutRequest.newBuilder()
                            .setKey(ByteString.copyFromUtf8("k%05d".formatted(written.get())))
                            .build();
            Eventually.eventually(
                    BOUND,
                    "a put is acknowledged",
                    () -> asked.client().call(KVGrpc.getPutMethod(), put) instanceof Answer.Given);
            written.incrementAndGet();
        }
    }
}
