package io.leme.store.judge.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Keys;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.MemberSettings;
import io.leme.store.judge.process.Program;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Starts that must not succeed, and one that must although the disk says otherwise.
@Tag("process")
class BadStartTest {
    private static final Duration REFUSED = Duration.ofSeconds(30);
    private static final int PUTS = 500;

    /// How much there is of a record that was not written to its end.
    private static final List<Integer> TORN_BYTES = List.of(3, 40);

    @Test
    void everyWrongFlagIsNamedInOneMessage() {
        try (var cluster = Cluster.prepare(ClusterPlan.of(Program.LEME, 1), "wrong-flags")) {
            var settings =
                    cluster.member(0)
                            .settings()
                            .withFlags(
                                    List.of(
                                            "--no-such-flag=1",
                                            "--nor-this",
                                            "--heartbeat-interval=fast",
                                            "--max-txn-ops=-1",
                                            "--log-level=loud"));
            String said = refusal(settings, "wrong flags");

            assertThat(said)
                    .contains("no-such-flag")
                    .contains("nor-this")
                    .contains("heartbeat-interval")
                    .contains("max-txn-ops")
                    .contains("log-level");
        }
    }

    @Test
    void theDirectoryOfAnotherMemberIsRefused() {
        try (var cluster = Cluster.start(ClusterPlan.of(Program.LEME, 3), "wrong-member")) {
            Member a = cluster.member(0);
            Member b = cluster.member(1);
            a.kill();
            b.kill();
            String said =
                    refusal(
                            b.settings().withDirectory(a.settings().directory()),
                            "directory of another member");

            assertThat(said).contains(a.settings().directory().toString());
        }
    }

    @Test
    void theDirectoryOfAnotherClusterIsRefused() {
        try (var cluster = Cluster.start(ClusterPlan.of(Program.LEME, 1), "wrong-cluster")) {
            Member member = cluster.member(0);
            member.kill();
            var settings = member.settings().withFlags(List.of("--initial-cluster-token=another"));

            assertThat(refusal(settings, "directory of another cluster"))
                    .contains(member.settings().directory().toString());
        }
    }

    @Test
    void aDirectoryInUseIsRefused() {
        try (var cluster = Cluster.start(ClusterPlan.of(Program.LEME, 1), "in-use")) {
            assertThat(refusal(cluster.member(0).settings(), "directory in use"))
                    .contains(cluster.member(0).settings().directory().toString());
        }
    }

    @Test
    void aStateOfALaterVersionIsRefused() {
        try (var cluster = Cluster.start(ClusterPlan.of(Program.LEME, 1), "later-version")) {
            Member member = cluster.member(0);
            member.terminate();
            member.awaitEnd(REFUSED);
            StateFiles.markAsFormat(member, 7);

            assertThat(refusal(member.settings(), "state of a later version"))
                    .contains("--data-dir", member.settings().directory().toString(), "format 7");
        }
    }

    @Test
    void aTornTailOfTheLogIsRepairedAndFilledAgainByTheOthers() {
        try (var cluster = Cluster.start(ClusterPlan.of(Program.LEME, 3), "torn")) {
            for (int bytes : TORN_BYTES) {
                Member torn = cluster.others(cluster.awaitLeader()).getFirst();
                String keys = bytes + "-bytes-";
                write(cluster.awaitLeader(), keys);
                torn.kill();
                LogFiles.tearTail(torn, bytes);
                torn.start();
                torn.awaitReady();

                assertThat(Keys.count(torn, keys)).isEqualTo(PUTS);
            }
        }
    }

    @Test
    void aCorruptMiddleOfTheLogStopsTheStartWithAClearMessage() {
        try (var cluster = Cluster.start(ClusterPlan.of(Program.LEME, 1), "corrupt")) {
            Member member = cluster.member(0);
            write(member, "key-");
            member.kill();
            LogFiles.corruptMiddle(member);

            assertThat(refusal(member.settings(), "corrupt log"))
                    .contains("is damaged at byte", "before others", "remove this member");
        }
    }

    /// Starts a member that must refuse, and returns what it said.
    private static String refusal(MemberSettings settings, String title) {
        var own = settings.withLog(settings.log().resolveSibling(title.replace(' ', '-') + ".log"));
        try (var member = new Member(Program.LEME, own)) {
            member.start();
            int code = member.awaitEnd(REFUSED);
            String said = String.join("\n", member.log());

            assertThat(code).as(said).isBetween(1, 127);
            LogLines.assertNoTrace(member);
            return said;
        }
    }

    private static void write(Member member, String keys) {
        for (int i = 0; i < PUTS; i++) {
            var request =
                    PutRequest.newBuilder()
                            .setKey(ByteString.copyFromUtf8(keys + i))
                            .setValue(ByteString.copyFromUtf8("value of key " + i));
            member.client().call(KVGrpc.getPutMethod(), request.build()).orFail();
        }
    }
}
