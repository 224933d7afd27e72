package io.leme.store.judge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.leme.store.judge.process.Answer;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import io.leme.wire.rpc.AlarmRequest;
import io.leme.wire.rpc.AlarmRequest.AlarmAction;
import io.leme.wire.rpc.AlarmResponse;
import io.leme.wire.rpc.AlarmType;
import io.leme.wire.rpc.CompactionRequest;
import io.leme.wire.rpc.DefragmentRequest;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.PutResponse;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class QuotaTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final long QUOTA = 64L << 20;
    private static final ByteString KEY = ByteString.copyFromUtf8("large");

    @Test
    void aFullStoreRefusesGrowthAndTakesItAgainWhenThereIsSpace() {
        var plan = ClusterPlan.of(Program.subject(), 1).withFlags("--quota-backend-bytes=" + QUOTA);
        try (Cluster cluster = Cluster.start(plan, "quota")) {
            Member member = cluster.member(0);
            Eventually.eventually(BOUND, "the quota is used up", () -> isFull(putLarge(member)));
            Eventually.eventually(
                    BOUND, "the alarm is raised", () -> alarms(member).getAlarmsCount() == 1);
            assertThat(member.status().orFail().getErrorsList().toString()).contains("NOSPACE");
            assertThat(member.status().orFail().getDbSizeQuota()).isEqualTo(QUOTA);

            makeSpace(member);
            assertThat(isFull(putLarge(member))).as("until somebody ends the alarm").isTrue();
            disarm(member);

            assertThat(putLarge(member).isGiven()).isTrue();
        }
    }

    @Test
    void withAutoDisarmAFullStoreTakesGrowthAgainByItself() {
        var plan =
                ClusterPlan.of(Program.LEME, 1)
                        .withFlags("--quota-backend-bytes=" + QUOTA, "--auto-disarm");
        try (Cluster cluster = Cluster.start(plan, "auto-disarm")) {
            Member member = cluster.member(0);
            Eventually.eventually(BOUND, "the quota is used up", () -> isFull(putLarge(member)));
            Eventually.eventually(
                    BOUND, "the alarm is raised", () -> alarms(member).getAlarmsCount() == 1);

            forgetAll(member);

            Eventually.eventually(BOUND, "growth is taken again", () -> putLarge(member).isGiven());
            Eventually.eventually(
                    BOUND, "the alarm has ended", () -> alarms(member).getAlarmsCount() == 0);
        }
    }

    private static void makeSpace(Member member) {
        forgetAll(member);
        Eventually.eventually(
                BOUND,
                "the space is given back",
                () -> {
                    var nothing = DefragmentRequest.getDefaultInstance();
                    member.client().call(MaintenanceGrpc.getDefragmentMethod(), nothing).orFail();
                    return member.status().orFail().getDbSize() < QUOTA / 2;
                });
    }

    /// Leaves neither the key nor its history.
    private static void forgetAll(Member member) {
        var delete = DeleteRangeRequest.newBuilder().setKey(KEY).build();
        long revision =
                member.client()
                        .call(KVGrpc.getDeleteRangeMethod(), delete)
                        .orFail()
                        .getHeader()
                        .getRevision();
        var compaction = CompactionRequest.newBuilder().setRevision(revision).build();
        member.client().call(KVGrpc.getCompactMethod(), compaction).orFail();
    }

    private static void disarm(Member member) {
        var request =
                AlarmRequest.newBuilder()
                        .setAction(AlarmAction.DEACTIVATE)
                        .setMemberID(member.status().orFail().getHeader().getMemberId())
                        .setAlarm(AlarmType.NOSPACE)
                        .build();
        member.client().call(MaintenanceGrpc.getAlarmMethod(), request).orFail();
    }

    private static AlarmResponse alarms(Member member) {
        var all = AlarmRequest.getDefaultInstance();
        return member.client().call(MaintenanceGrpc.getAlarmMethod(), all).orFail();
    }

    private static Answer<PutResponse> putLarge(Member member) {
        var put = PutRequest.newBuilder().setKey(KEY).setValue(incompressible()).build();
        return member.client().call(KVGrpc.getPutMethod(), put);
    }

    private static ByteString incompressible() {
        byte[] value = new byte[1 << 20];
        new Random(7).nextBytes(value);
        return ByteString.copyFrom(value);
    }

    private static boolean isFull(Answer<PutResponse> answer) {
        return answer instanceof Answer.Refused<PutResponse>(Status.Code code, String text)
                && code == Status.Code.RESOURCE_EXHAUSTED
                && text.equals("etcdserver: mvcc: database space exceeded");
    }
}
