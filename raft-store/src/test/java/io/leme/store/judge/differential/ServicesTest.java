package io.leme.store.judge.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import io.leme.store.judge.process.RequiredPrograms;
import io.leme.wire.election.CampaignRequest;
import io.leme.wire.election.ElectionGrpc;
import io.leme.wire.election.LeaderKey;
import io.leme.wire.election.LeaderRequest;
import io.leme.wire.election.ProclaimRequest;
import io.leme.wire.election.ResignRequest;
import io.leme.wire.lock.LockGrpc;
import io.leme.wire.lock.LockRequest;
import io.leme.wire.lock.UnlockRequest;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.RangeRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The same stories told to etcd and to the store, answer for answer: services whose requests only
/// make sense in an order.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServicesTest {
    private Cluster etcd;
    private Cluster leme;

    @BeforeAll
    void start() {
        RequiredPrograms.require("etcd");
        etcd = Cluster.start(ClusterPlan.of(Program.ETCD, 1), "services");
        leme = Cluster.start(ClusterPlan.of(Program.subject(), 1), "services-subject");
    }

    @AfterAll
    void stop() {
        if (leme != null) {
            leme.close();
        }
        if (etcd != null) {
            etcd.close();
        }
    }

    @Test
    void locksAreHeldByTheOldestKey() {
        grant(100);
        lock("l", 100);
        lock("l", 100);
        lock("", 100);
        lock("l", 404);
        all("l");
        unlock("l/64");
        unlock("l/64");
        unlock("");
        all("l");
    }

    @Test
    void electionsAreWonByTheOldestKey() {
        grant(200);
        leader("e");
        campaign("e", 200, "one");
        campaign("e", 200, "two");
        campaign("e", 404, "three");
        leader("e");
        long created = createRevision("e/c8");
        LeaderKey mine = leaderKey("e/c8", created, 200);
        proclaim(ProclaimRequest.newBuilder().setLeader(mine).setValue(utf8("four")).build());
        leader("e");
        proclaim(
                ProclaimRequest.newBuilder()
                        .setLeader(leaderKey("e/c8", created + 1, 200))
                        .setValue(utf8("five"))
                        .build());
        proclaim(ProclaimRequest.newBuilder().setValue(utf8("six")).build());
        resign(ResignRequest.getDefaultInstance());
        resign(ResignRequest.newBuilder().setLeader(leaderKey("e/c8", created + 1, 200)).build());
        all("e");
        resign(ResignRequest.newBuilder().setLeader(mine).build());
        leader("e");
        all("e");
    }

    private void grant(long lease) {
        same(
                LeaseGrpc.getLeaseGrantMethod(),
                LeaseGrantRequest.newBuilder().setID(lease).setTTL(5_000).build());
    }

    private void lock(String name, long lease) {
        same(
                LockGrpc.getLockMethod(),
                LockRequest.newBuilder().setName(utf8(name)).setLease(lease).build());
    }

    private void unlock(String key) {
        same(LockGrpc.getUnlockMethod(), UnlockRequest.newBuilder().setKey(utf8(key)).build());
    }

    private void campaign(String name, long lease, String value) {
        same(
                ElectionGrpc.getCampaignMethod(),
                CampaignRequest.newBuilder()
                        .setName(utf8(name))
                        .setLease(lease)
                        .setValue(utf8(value))
                        .build());
    }

    private void proclaim(ProclaimRequest request) {
        same(ElectionGrpc.getProclaimMethod(), request);
    }

    private void resign(ResignRequest request) {
        same(ElectionGrpc.getResignMethod(), request);
    }

    private void leader(String name) {
        same(
                ElectionGrpc.getLeaderMethod(),
                LeaderRequest.newBuilder().setName(utf8(name)).build());
    }

    private void all(String prefix) {
        same(
                KVGrpc.getRangeMethod(),
                RangeRequest.newBuilder()
                        .setKey(utf8(prefix))
                        .setRangeEnd(utf8(prefix + "~"))
                        .build());
    }

    private long createRevision(String key) {
        return leme.member(0)
                .client()
                .call(KVGrpc.getRangeMethod(), RangeRequest.newBuilder().setKey(utf8(key)).build())
                .orFail()
                .getKvs(0)
                .getCreateRevision();
    }

    private static LeaderKey leaderKey(String key, long revision, long lease) {
        return LeaderKey.newBuilder()
                .setName(utf8("e"))
                .setKey(utf8(key))
                .setRev(revision)
                .setLease(lease)
                .build();
    }

    private <Q extends Message, A extends Message> void same(
            MethodDescriptor<Q, A> method, Q request) {
        List<Difference> differences = new ArrayList<>();
        var expected = ask(etcd.member(0), method, request);
        var actual = ask(leme.member(0), method, request);
        differences.addAll(Answers.compare(method.getFullMethodName(), expected, actual));
        assertThat(differences)
                .as("%s %s", method.getFullMethodName(), Answers.text(request))
                .isEmpty();
    }

    private static <Q extends Message, A extends Message> io.leme.store.judge.process.Answer<A> ask(
            Member member, MethodDescriptor<Q, A> method, Q request) {
        return member.client().call(method, request);
    }

    private static ByteString utf8(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
