package io.leme.store.judge.differential;

import static io.leme.store.judge.differential.Pair.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.leme.store.judge.process.Answer;
import io.leme.wire.rpc.AlarmRequest;
import io.leme.wire.rpc.AlarmRequest.AlarmAction;
import io.leme.wire.rpc.AlarmType;
import io.leme.wire.rpc.CompactionRequest;
import io.leme.wire.rpc.DefragmentRequest;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.HashKVRequest;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.MoveLeaderRequest;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.StatusResponse;
import io.leme.wire.rpc.TxnRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Maintenance beside an etcd: hashes to the bit, alarms and what they forbid.
@Tag("process")
class MaintenanceTest extends BesideEtcd {
    MaintenanceTest() {
        super("maintenance");
    }

    @Test
    void theHashOfAllKeysIsEtcdsOwn() {
        same(
                LeaseGrpc.getLeaseGrantMethod(),
                LeaseGrantRequest.newBuilder().setID(7).setTTL(5_000));
        put("a", "1", 0);
        put("b", "2", 7);
        put("a", "3", 0);
        txn(put("c"), put("d"), delete("b"));
        hash(0);
        put("e", "5", 7);
        put("a", "6", 0);
        same(
                KVGrpc.getDeleteRangeMethod(),
                DeleteRangeRequest.newBuilder().setKey(utf8("d")).setRangeEnd(utf8("z")));
        hash(3);
        hash(0);
        hash(10_000);
        long last = revisionOf("a");
        same(KVGrpc.getCompactMethod(), CompactionRequest.newBuilder().setRevision(last - 1));
        hash(last - 2);
        hash(last);
        hash(0);
    }

    @Test
    void anAlarmForNoSpaceForbidsGrowthAlone() {
        put("n", "1", 0);
        alarm(AlarmAction.GET, 0, AlarmType.NONE);
        alarm(AlarmAction.DEACTIVATE, 5, AlarmType.NOSPACE);
        alarm(AlarmAction.ACTIVATE, 5, AlarmType.NOSPACE);
        alarm(AlarmAction.ACTIVATE, 5, AlarmType.NOSPACE);
        alarm(AlarmAction.GET, 0, AlarmType.NONE);
        alarm(AlarmAction.GET, 9, AlarmType.NOSPACE);
        alarm(AlarmAction.GET, 0, AlarmType.CORRUPT);
        assertThat(errors(pair().leme().status())).isEqualTo(errors(pair().etcd().status()));
        put("n", "2", 0);
        same(
                LeaseGrpc.getLeaseGrantMethod(),
                LeaseGrantRequest.newBuilder().setID(70).setTTL(5_000));
        txn(put("n"));
        txn(delete("n"));
        same(KVGrpc.getDeleteRangeMethod(), DeleteRangeRequest.newBuilder().setKey(utf8("n")));
        alarm(AlarmAction.DEACTIVATE, 6, AlarmType.NOSPACE);
        alarm(AlarmAction.DEACTIVATE, 5, AlarmType.NOSPACE);
        put("n", "3", 0);
    }

    @Test
    void anAlarmForCorruptionForbidsEveryChange() {
        alarm(AlarmAction.ACTIVATE, 5, AlarmType.CORRUPT);
        put("n", "2", 0);
        same(KVGrpc.getDeleteRangeMethod(), DeleteRangeRequest.newBuilder().setKey(utf8("n")));
        txn(delete("n"));
        alarm(AlarmAction.DEACTIVATE, 5, AlarmType.CORRUPT);
        put("n", "3", 0);
    }

    @Test
    void theLeaderMovesToNobodyButAMember() {
        same(MaintenanceGrpc.getMoveLeaderMethod(), MoveLeaderRequest.newBuilder().setTargetID(77));
        same(MaintenanceGrpc.getDefragmentMethod(), DefragmentRequest.newBuilder());
    }

    private static String errors(Answer<StatusResponse> status) {
        return status.orFail().getErrorsList().toString();
    }

    private long revisionOf(String key) {
        var request = RangeRequest.newBuilder().setKey(utf8(key)).build();
        return pair().leme()
                .client()
                .call(KVGrpc.getRangeMethod(), request)
                .orFail()
                .getKvs(0)
                .getModRevision();
    }

    private void hash(long revision) {
        pair().sameBut(
                        MaintenanceGrpc.getHashKVMethod(),
                        HashKVRequest.newBuilder().setRevision(revision).build(),
                        "hash_revision");
    }

    private void alarm(AlarmAction action, long member, AlarmType type) {
        pair().sameBut(
                        MaintenanceGrpc.getAlarmMethod(),
                        AlarmRequest.newBuilder()
                                .setAction(action)
                                .setMemberID(member)
                                .setAlarm(type)
                                .build(),
                        "header");
    }

    private void put(String key, String value, long lease) {
        same(
                KVGrpc.getPutMethod(),
                PutRequest.newBuilder().setKey(utf8(key)).setValue(utf8(value)).setLease(lease));
    }

    private void txn(RequestOp... operations) {
        same(
                KVGrpc.getTxnMethod(),
                TxnRequest.newBuilder().addAllSuccess(java.util.List.of(operations)));
    }

    private static RequestOp put(String key) {
        var put = PutRequest.newBuilder().setKey(utf8(key)).setValue(utf8("txn"));
        return RequestOp.newBuilder().setRequestPut(put).build();
    }

    private static RequestOp delete(String key) {
        var delete = DeleteRangeRequest.newBuilder().setKey(utf8(key));
        return RequestOp.newBuilder().setRequestDeleteRange(delete).build();
    }

    @SuppressWarnings("unchecked") // a builder builds what it is a builder of
    private <Q extends Message, A extends Message> void same(
            MethodDescriptor<Q, A> method, Message.Builder request) {
        pair().same(method, (Q) request.build());
    }
}
