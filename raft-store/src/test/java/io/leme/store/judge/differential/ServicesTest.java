package io.leme.store.judge.differential;

import static io.leme.store.judge.differential.Pair.utf8;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.leme.wire.election.CampaignRequest;
import io.leme.wire.election.ElectionGrpc;
import io.leme.wire.election.LeaderKey;
import io.leme.wire.election.LeaderRequest;
import io.leme.wire.election.ProclaimRequest;
import io.leme.wire.election.ResignRequest;
import io.leme.wire.lock.LockGrpc;
import io.leme.wire.lock.LockRequest;
import io.leme.wire.lock.UnlockRequest;
import io.leme.wire.rpc.ClusterGrpc;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.MemberAddRequest;
import io.leme.wire.rpc.MemberPromoteRequest;
import io.leme.wire.rpc.MemberRemoveRequest;
import io.leme.wire.rpc.MemberUpdateRequest;
import io.leme.wire.rpc.RangeRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The same stories told to etcd and to the store, answer for answer: services whose requests only
/// make sense in an order.
@Tag("process")
class ServicesTest extends BesideEtcd {
    ServicesTest() {
        super("services");
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

    @Test
    void onlyMembersCanBeChanged() {
        same(
                ClusterGrpc.getMemberRemoveMethod(),
                MemberRemoveRequest.newBuilder().setID(77).build());
        same(
                ClusterGrpc.getMemberUpdateMethod(),
                MemberUpdateRequest.newBuilder()
                        .setID(77)
                        .addPeerURLs("http://127.0.0.1:1")
                        .build());
        same(
                ClusterGrpc.getMemberPromoteMethod(),
                MemberPromoteRequest.newBuilder().setID(77).build());
        same(ClusterGrpc.getMemberAddMethod(), MemberAddRequest.getDefaultInstance());
        same(
                ClusterGrpc.getMemberAddMethod(),
                MemberAddRequest.newBuilder().addPeerURLs("no-url").build());
        same(
                ClusterGrpc.getMemberAddMethod(),
                MemberAddRequest.newBuilder().addPeerURLs("http://127.0.0.1").build());
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
        return pair().leme()
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
        pair().same(method, request);
    }
}
