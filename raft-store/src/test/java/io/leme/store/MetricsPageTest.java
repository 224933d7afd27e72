package io.leme.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.TxnRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of metrics of a store, name by name and after a few requests.
class MetricsPageTest {
    private static final ByteString KEY = ByteString.copyFromUtf8("key");
    private static final String OF_PUT =
            "{grpc_method=\"Put\",grpc_service=\"etcdserverpb.KV\",grpc_type=\"unary\"} ";

    @TempDir private static Path directory;
    private static RunningStore store;

    @BeforeAll
    static void start() throws Exception {
        store = RunningStore.start(directory, "http", "--metrics=extensive");
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void everyNameOfEtcdsIsThereOrListedAsAbsent() throws Exception {
        Set<String> present = MetricNames.on(page());
        List<Pattern> absent = MetricNames.absent();

        assertThat(MetricNames.ofEtcd())
                .allSatisfy(name ->
                        assertThat(present.contains(name))
                                .as("%s is either there or listed", name)
                                .isNotEqualTo(MetricNames.isAmong(absent, name)));
    }

    @Test
    void whatWasDoneIsCounted() throws Exception {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("127.0.0.1", store.clientPort)
                        .usePlaintext()
                        .build();
        try {
            work(channel);
        } finally {
            channel.shutdownNow();
        }
        assertThat(store.get("/health")).contains("true");

        assertThat(page().lines())
                .contains(
                        "etcd_mvcc_put_total 2.0",
                        "etcd_mvcc_txn_total 1.0",
                        "etcd_mvcc_range_total 2.0",
                        "etcd_debugging_mvcc_keys_total 1.0",
                        "etcd_debugging_mvcc_total_put_size_in_bytes 12.0",
                        "etcd_debugging_lease_granted_total 1.0",
                        "etcd_server_health_success 1.0",
                        "grpc_server_started_total" + OF_PUT + "1.0",
                        "grpc_server_msg_received_total" + OF_PUT + "1.0",
                        "grpc_server_msg_sent_total" + OF_PUT + "1.0",
                        "grpc_server_handling_seconds_count" + OF_PUT + "1");
    }

    private static void work(ManagedChannel channel) {
        PutRequest put = PutRequest.newBuilder().setKey(KEY).setValue(KEY).build();
        RangeRequest range = RangeRequest.newBuilder().setKey(KEY).build();
        var keys = KVGrpc.newBlockingStub(channel);
        var _ = keys.put(put);
        var _ = keys.range(range);
        var _ =
                keys.txn(
                        TxnRequest.newBuilder()
                                .addSuccess(RequestOp.newBuilder().setRequestPut(put))
                                .addSuccess(RequestOp.newBuilder().setRequestRange(range))
                                .build());
        var _ =
                LeaseGrpc.newBlockingStub(channel)
                        .leaseGrant(LeaseGrantRequest.newBuilder().setTTL(100).build());
    }

    private static String page() throws Exception {
        return store.get("/metrics");
    }
}
