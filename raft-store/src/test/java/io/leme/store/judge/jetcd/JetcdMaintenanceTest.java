package io.leme.store.judge.jetcd;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.Maintenance;
import io.etcd.jetcd.maintenance.AlarmType;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import io.leme.wire.rpc.AlarmRequest;
import io.leme.wire.rpc.AlarmRequest.AlarmAction;
import io.leme.wire.rpc.MaintenanceGrpc;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JetcdMaintenanceTest {
    private static final int DIGEST = 32;
    private static final Duration BOUND = Duration.ofSeconds(20);

    private Cluster cluster;
    private Client client;
    private Maintenance maintenance;

    @BeforeAll
    void start() {
        cluster =
                Cluster.start(
                        ClusterPlan.of(Program.subject(), 3)
                                .withFlags(
                                        "--auto-compaction-mode=periodic",
                                        "--auto-compaction-retention=1s"),
                        "jetcd-maintenance");
        client = Client.builder().endpoints(Endpoints.of(cluster)).build();
        maintenance = client.getMaintenanceClient();
    }

    @AfterAll
    void stop() {
        client.close();
        cluster.close();
    }

    @Test
    void aSnapshotIsAnArchiveWithItsDigestBehindIt() throws Exception {
        put("snapshot", "x".repeat(100_000));
        var target = new ByteArrayOutputStream();

        maintenance.snapshot(target).get(30, TimeUnit.SECONDS);

        byte[] all = target.toByteArray();
        assertThat(all.length % 512).isEqualTo(DIGEST);
        byte[] archive = Arrays.copyOf(all, all.length - DIGEST);
        assertThat(Arrays.copyOfRange(all, archive.length, all.length))
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(archive));
        assertThat(new String(archive, 257, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("ustar");
    }

    @Test
    void theLeaderHandsOverWhenAskedAndNobodyElseCan() {
        Member leader = cluster.awaitLeader();
        Member next = cluster.others(leader).getFirst();
        long nextId = next.status().orFail().getHeader().getMemberId();
        try (Client follower = client(next)) {
            assertThatThrownBy(() -> join(follower.getMaintenanceClient().moveLeader(nextId)))
                    .hasMessageContaining("etcdserver: not leader");
        }

        try (Client leading = client(leader)) {
            join(leading.getMaintenanceClient().moveLeader(nextId));
        }

        Eventually.eventually(BOUND, "the other leads", next::leads);
    }

    @Test
    void anAlarmIsSeenAndEnded() {
        Member member = cluster.member(0);
        long id = member.status().orFail().getHeader().getMemberId();
        var raise =
                AlarmRequest.newBuilder()
                        .setAction(AlarmAction.ACTIVATE)
                        .setMemberID(id)
                        .setAlarm(io.leme.wire.rpc.AlarmType.NOSPACE)
                        .build();
        member.client().call(MaintenanceGrpc.getAlarmMethod(), raise).orFail();

        var raised = join(maintenance.listAlarms()).getAlarms();
        assertThat(raised)
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.getMemberId()).isEqualTo(id);
                    assertThat(alarm.getAlarmType()).isEqualTo(AlarmType.NOSPACE);
                });
        assertThatThrownBy(() -> put("no", "space"))
                .hasMessageContaining("etcdserver: mvcc: database space exceeded");
        join(maintenance.alarmDisarm(raised.getFirst()));

        assertThat(join(maintenance.listAlarms()).getAlarms()).isEmpty();
        Eventually.eventually(
                BOUND,
                "all members know that it ended",
                () ->
                        cluster.members().stream()
                                .allMatch(
                                        each -> each.status().orFail().getErrorsList().isEmpty()));
    }

    @Test
    void aMemberTellsItsStatus() {
        Member leader = cluster.awaitLeader();
        var status = join(maintenance.statusMember("http://" + leader.endpoint()));

        assertThat(status.getLeader()).isEqualTo(status.getHeader().getMemberId());
        assertThat(status.getVersion()).matches("3\\.\\d+\\.\\d+");
        assertThat(status.getDbSizeInUse()).isBetween(0L, status.getDbSize());
        assertThat(status.getRaftAppliedIndex()).isBetween(1L, status.getRaftIndex());
        assertThat(status.getErrorList()).isEmpty();
        assertThat(status.isLearner()).isFalse();
    }

    @Test
    void membersHashAlike() {
        put("hash", "v");
        Eventually.eventually(BOUND, "all hash alike", () -> hashes().size() == 1);
        join(maintenance.defragmentMember(target(Endpoints.of(cluster).getFirst())));
    }

    @Test
    void historyGoesByItself() {
        put("history", "1");
        put("history", "2");
        Eventually.eventually(
                BOUND,
                "it is compacted",
                () ->
                        join(maintenance.hashKV(target(Endpoints.of(cluster).getFirst()), 0))
                                        .getCompacted()
                                > 1);
    }

    private Set<String> hashes() {
        return Endpoints.of(cluster).stream()
                .map(endpoint -> join(maintenance.hashKV(target(endpoint), 0)))
                .map(answer -> answer.getHash() + " compacted at " + answer.getCompacted())
                .collect(toSet());
    }

    private void put(String key, String value) {
        join(client.getKVClient().put(Endpoints.bytes(key), Endpoints.bytes(value)));
    }

    private static Client client(Member member) {
        return Client.builder().endpoints("http://" + member.endpoint()).build();
    }

    private static String target(URI endpoint) {
        return endpoint.toString();
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
