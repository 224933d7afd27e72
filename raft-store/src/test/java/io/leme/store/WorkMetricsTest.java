package io.leme.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.leme.wire.rpc.AlarmRequest;
import io.leme.wire.rpc.AlarmType;
import io.leme.wire.rpc.ClusterGrpc;
import io.leme.wire.rpc.CompactionRequest;
import io.leme.wire.rpc.DefragmentRequest;
import io.leme.wire.rpc.HashKVRequest;
import io.leme.wire.rpc.HashRequest;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.MemberListRequest;
import io.leme.wire.rpc.MemberPromoteRequest;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.TxnRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Single works of a member show on its page of metrics under etcd's names and labels.
class WorkMetricsTest {
    private static final ByteString KEY = ByteString.copyFromUtf8("key");

    @TempDir private static Path directory;
    private static RunningStore store;
    private static ManagedChannel channel;

    @BeforeAll
    static void start() throws Exception {
        store = RunningStore.start(directory, "http");
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", store.clientPort)
                        .usePlaintext()
                        .build();
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        store.close();
    }

    @Test
    void whatIsAppliedAndReadIsTimedByItsKind() throws Exception {
        var keys = KVGrpc.newBlockingStub(channel);
        var _ = keys.put(PutRequest.newBuilder().setKey(KEY).build());
        var _ = keys.put(PutRequest.newBuilder().setKey(KEY).build());
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(
                        () -> keys.put(PutRequest.newBuilder().setKey(KEY).setLease(404).build()));
        var _ = keys.range(RangeRequest.newBuilder().setKey(KEY).build());
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() ->
                        keys.range(RangeRequest.newBuilder().setKey(KEY).setRevision(9).build()));
        var _ =
                LeaseGrpc.newBlockingStub(channel)
                        .leaseGrant(LeaseGrantRequest.newBuilder().setTTL(100).build());

        assertThat(page().lines())
                .contains(
                        applied("Put", true, 2),
                        applied("Put", false, 1),
                        applied("LeaseGrant", true, 1),
                        "etcd_server_range_duration_seconds_count{success=\"true\"} 1.0",
                        "etcd_server_range_duration_seconds_count{success=\"false\"} 1.0",
                        "etcd_debugging_lease_ttl_total_bucket{le=\"64.0\"} 0.0",
                        "etcd_debugging_lease_ttl_total_bucket{le=\"128.0\"} 1.0",
                        "etcd_debugging_lease_ttl_total_sum 100.0");
    }

    private static String applied(String operation, boolean success, int count) {
        return "etcd_server_apply_duration_seconds_count"
                + "{version=\"v3\",op=\"%s\",success=\"%s\"} %d.0"
                        .formatted(operation, success, count);
    }

    @Test
    void hashesAreTimedAndAlarmsStandAsLongAsTheyAreRaised() throws Exception {
        var maintenance = MaintenanceGrpc.newBlockingStub(channel);
        var _ = maintenance.hash(HashRequest.getDefaultInstance());
        var _ = maintenance.hashKV(HashKVRequest.getDefaultInstance());
        var _ = maintenance.defragment(DefragmentRequest.getDefaultInstance());
        AlarmRequest raise =
                AlarmRequest.newBuilder()
                        .setAction(AlarmRequest.AlarmAction.ACTIVATE)
                        .setMemberID(0xcafe)
                        .setAlarm(AlarmType.NOSPACE)
                        .build();
        String raised =
                "etcd_debugging_server_alarms{server_id=\"cafe\",alarm_type=\"NOSPACE\"} 1.0";

        var _ = maintenance.alarm(raise);
        assertThat(page().lines())
                .contains(
                        raised,
                        "etcd_mvcc_hash_duration_seconds_count 1.0",
                        "etcd_mvcc_hash_rev_duration_seconds_count 1.0",
                        "etcd_disk_defrag_inflight 0.0");

        var _ =
                maintenance.alarm(
                        raise.toBuilder().setAction(AlarmRequest.AlarmAction.DEACTIVATE).build());
        assertThat(page().lines()).doesNotContain(raised);
    }

    @Test
    void whatACompactionRemovesIsCounted() throws Exception {
        String prefix = "etcd_debugging_mvcc_db_compaction_";
        var keys = KVGrpc.newBlockingStub(channel);
        PutRequest put = PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("old")).build();
        TxnRequest write =
                TxnRequest.newBuilder()
                        .addSuccess(RequestOp.newBuilder().setRequestPut(put))
                        .build();
        var _ = keys.txn(write);
        long revision = keys.txn(write).getHeader().getRevision();
        double removed = value(prefix + "keys_total");
        double compactions = value(prefix + "total_duration_milliseconds_count");

        var _ =
                keys.compact(
                        CompactionRequest.newBuilder()
                                .setRevision(revision)
                                .setPhysical(true)
                                .build());
        assertThat(value(prefix + "keys_total")).isGreaterThan(removed);
        assertThat(value(prefix + "total_duration_milliseconds_count")).isEqualTo(compactions + 1);
        assertThat(value(prefix + "last")).isGreaterThan(1e9);
    }

    private static double value(String name) throws Exception {
        return page().lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void checksOfHealthAreCountedOneByOne() throws Exception {
        assertThat(store.get("/livez")).isEqualTo("ok\n");
        assertThat(store.get("/readyz/non_learner")).isEqualTo("ok\n");
        assertThat(store.get("/readyz/non_learner")).isEqualTo("ok\n");

        assertThat(page().lines())
                .contains(
                        "etcd_server_healthcheck{type=\"livez\",name=\"serializable_read\"} 1.0",
                        checks("livez", "serializable_read", "success", 1),
                        checks("readyz", "non_learner", "success", 2),
                        checks("readyz", "non_learner", "error", 0));
    }

    private static String checks(String type, String name, String status, int count) {
        return "etcd_server_healthchecks_total{type=\"%s\",name=\"%s\",status=\"%s\"} %d.0"
                .formatted(type, name, status, count);
    }

    @Test
    void aFailedPromotionIsCountedByItsReason() throws Exception {
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() ->
                        ClusterGrpc.newBlockingStub(channel)
                                .memberPromote(
                                        MemberPromoteRequest.newBuilder().setID(404).build()));

        assertThat(page().lines())
                .contains(
                        "etcd_server_learner_promote_successes 0.0",
                        "etcd_server_learner_promote_failures"
                                + "{Reason=\"etcdserver: member not found\"} 1.0");
    }

    @Test
    void callsAreCountedByTheVersionThatTheirClientsSayTheyHave() throws Exception {
        Metadata said = new Metadata();
        said.put(Metadata.Key.of("client-api-version", Metadata.ASCII_STRING_MARSHALLER), "3.6.1");
        var _ =
                ClusterGrpc.newBlockingStub(channel)
                        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(said))
                        .memberList(MemberListRequest.getDefaultInstance());

        assertThat(page().lines())
                .contains(
                        "etcd_server_client_requests_total"
                                + "{type=\"unary\",client_api_version=\"3.6.1\"} 1.0");
    }

    private static String page() throws Exception {
        return store.get("/metrics");
    }
}
