package io.leme.store.judge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import io.leme.wire.rpc.ClusterGrpc;
import io.leme.wire.rpc.MemberAddRequest;
import io.leme.wire.rpc.MemberRemoveRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A cluster grows from one member to five and shrinks back to another one, while clients write and
/// read all the time: what was acknowledged is in the history, once and in order.
@Tag("process")
@EnabledIfSystemProperty(
        named = "leme.growth",
        matches = "true",
        disabledReason = "takes a minute: -Dleme.growth=true")
class GrowthUnderLoadTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int WRITERS = Integer.getInteger("leme.growth.writers", 6);
    private static final int WRITES_BETWEEN = 300;

    private final Cluster places =
            Cluster.prepare(ClusterPlan.of(Program.subject(), 5), "growth-under-load");
    private final List<Member> members = new ArrayList<>();

    @AfterEach
    void stop() {
        members.forEach(Member::close);
        places.close();
    }

    @Test
    void nothingAcknowledgedIsLostOnTheWayFromOneToFiveAndBack() {
        for (int place = 0; place < 5; place++) {
            members.add(places.newcomer(place));
        }
        members.getFirst().start();
        members.getFirst().awaitReady();
        try (var clients = Clients.start(members, WRITERS, 2, 11)) {
            clients.awaitWrites(WRITES_BETWEEN);
            for (int place = 1; place < 5; place++) {
                add(members.getFirst(), place);
                members.get(place).start();
                members.get(place).awaitReady();
                clients.awaitWrites(WRITES_BETWEEN);
            }
            for (int place : List.of(4, 0, 1, 2)) {
                remove(members.get(3), members.get(place));
                clients.awaitWrites(WRITES_BETWEEN);
            }
            List<Operation> operations = clients.stop();
            StoreHistory.read(members.get(3)).judge(operations);
        }
    }

    private void add(Member asked, int place) {
        String url = places.member(place).settings().advertisedPeerUrl();
        var request = MemberAddRequest.newBuilder().addPeerURLs(url).build();
        Eventually.eventually(
                BOUND,
                "a member is added",
                () -> asked.client().call(ClusterGrpc.getMemberAddMethod(), request).isGiven());
    }

    private static void remove(Member asked, Member gone) {
        var request =
                MemberRemoveRequest.newBuilder()
                        .setID(gone.status().orFail().getHeader().getMemberId())
                        .build();
        Eventually.eventually(
                BOUND,
                "a member is removed",
                () -> asked.client().call(ClusterGrpc.getMemberRemoveMethod(), request).isGiven());
        assertThat(gone.awaitEnd(BOUND)).isZero();
    }
}
