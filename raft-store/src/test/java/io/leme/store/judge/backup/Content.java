package io.leme.store.judge.backup;

import com.google.protobuf.ByteString;
import io.leme.store.judge.process.Member;
import io.leme.wire.kv.KeyValue;
import io.leme.wire.rpc.CompactionRequest;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.HashKVRequest;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.LeaseLeasesRequest;
import io.leme.wire.rpc.LeaseStatus;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import java.util.List;

/// What a test puts into a store, and what it finds there.
final class Content {
    static final long LEASE = 0x1234_5678L;
    private static final ByteString ZERO = ByteString.copyFrom(new byte[1]);

    private final Member member;

    Content(Member member) {
        this.member = member;
    }

    /// Keys with several versions, some deleted and one of them back again, one with a lease, and a
    /// compaction in the middle of it all.
    void write(int keys) {
        grant(LEASE);
        for (int i = 0; i < keys; i++) {
            put("key/" + i, "first " + i, 0);
        }
        put("leased", "for an hour", LEASE);
        for (int i = 0; i < keys; i += 3) {
            put("key/" + i, "second " + i, 0);
        }
        delete("key/1");
        delete("key/2");
        put("key/2", "again", 0);
        compact(revision());
        put("key/0", "third", LEASE);
        delete("key/3");
        put("a\0b", "\0", 0);
    }

    /// For an hour.
    void grant(long lease) {
        var grant = LeaseGrantRequest.newBuilder().setID(lease).setTTL(3_600).build();
        member.client().call(LeaseGrpc.getLeaseGrantMethod(), grant).orFail();
    }

    void put(String key, String value, long lease) {
        var put =
                PutRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8(key))
                        .setValue(ByteString.copyFromUtf8(value))
                        .setLease(lease)
                        .build();
        member.client().call(KVGrpc.getPutMethod(), put).orFail();
    }

    private void delete(String key) {
        var delete = DeleteRangeRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).build();
        member.client().call(KVGrpc.getDeleteRangeMethod(), delete).orFail();
    }

    private void compact(long revision) {
        var compact =
                CompactionRequest.newBuilder().setRevision(revision).setPhysical(true).build();
        member.client().call(KVGrpc.getCompactMethod(), compact).orFail();
    }

    long revision() {
        return member.status().orFail().getHeader().getRevision();
    }

    /// All keys with values, revisions, versions and leases.
    List<KeyValue> keys() {
        return keysAt(0);
    }

    List<KeyValue> keysAt(long revision) {
        var all = RangeRequest.newBuilder().setKey(ZERO).setRangeEnd(ZERO).setRevision(revision);
        return member.client().call(KVGrpc.getRangeMethod(), all.build()).orFail().getKvsList();
    }

    List<Long> leases() {
        return member
                .client()
                .call(LeaseGrpc.getLeaseLeasesMethod(), LeaseLeasesRequest.getDefaultInstance())
                .orFail()
                .getLeasesList()
                .stream()
                .map(LeaseStatus::getID)
                .toList();
    }

    /// etcd's checksum over all that is kept, which both programs compute alike.
    int hash() {
        return member.client()
                .call(MaintenanceGrpc.getHashKVMethod(), HashKVRequest.getDefaultInstance())
                .orFail()
                .getHash();
    }
}
