package io.leme.store.judge.fault;

import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.wire.rpc.HashKVRequest;
import io.leme.wire.rpc.MaintenanceGrpc;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/// What must be equal on all members of a cluster at rest.
final class Members {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private Members() {}

    /// Waits until all members have applied the same entry, and checks that the hash over all keys
    /// and their history is the same on each.
    static void assertSame(List<Member> members) {
        Eventually.eventually(
                BOUND,
                "all members have applied the same entry",
                () -> new HashSet<>(applied(members)).size() == 1);
        long revision = StoreHistory.revision(members.getFirst());
        var request = HashKVRequest.newBuilder().setRevision(revision).build();
        var hashes =
                members.stream()
                        .map(member ->
                                member.client()
                                        .call(MaintenanceGrpc.getHashKVMethod(), request)
                                        .orFail())
                        .map(hash -> hash.getHash() + " compacted at " + hash.getCompactRevision())
                        .toList();
        if (new HashSet<>(hashes).size() != 1) {
            throw new AssertionError("members differ at revision " + revision + ": " + hashes);
        }
    }

    private static List<Long> applied(List<Member> members) {
        return members.stream()
                .map(member -> member.status().orFail().getRaftAppliedIndex())
                .toList();
    }
}
