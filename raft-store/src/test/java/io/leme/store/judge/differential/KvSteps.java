package io.leme.store.judge.differential;

import com.google.protobuf.ByteString;
import io.leme.wire.rpc.CompactionRequest;
import io.leme.wire.rpc.CompactionResponse;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;

/// Draws requests of the KV service, transactions apart.
final class KvSteps {
    private static final int OVERSIZE_BYTES = 1_600_000;
    private static final int OVERSIZE_MESSAGE_BYTES = 2_200_000;

    private final Chance chance;
    private final Known known;

    KvSteps(Chance chance, Known known) {
        this.chance = chance;
        this.known = known;
    }

    /// A range, now and then with an order that is none. An unknown sort target is never drawn:
    /// etcd 3.4 dies of it.
    Step range() {
        RangeRequest.Builder request = rangeRequest();
        if (chance.oneIn(60)) {
            request.setSortOrderValue(chance.choose(3, -1, 17));
        }
        return new Step.Unary<>(KVGrpc.getRangeMethod(), request.build());
    }

    Step put() {
        PutRequest.Builder request = putRequest();
        if (chance.oneIn(1_500)) {
            request.setValue(oversize(OVERSIZE_BYTES)).setIgnoreValue(false);
        } else if (chance.oneIn(1_500)) {
            request.setValue(oversize(OVERSIZE_MESSAGE_BYTES)).setIgnoreValue(false);
        }
        return new Step.Unary<>(KVGrpc.getPutMethod(), request.build());
    }

    Step delete() {
        return new Step.Unary<>(KVGrpc.getDeleteRangeMethod(), deleteRequest().build());
    }

    Step compact() {
        long revision =
                chance.oneIn(3)
                        ? chance.revision(known)
                        : chance.choose(known.revision(), known.revision() - chance.below(40));
        var request =
                CompactionRequest.newBuilder()
                        .setRevision(revision)
                        .setPhysical(chance.oneIn(2))
                        .build();
        return new Step.Unary<CompactionRequest, CompactionResponse>(
                KVGrpc.getCompactMethod(), request);
    }

    RangeRequest.Builder rangeRequest() {
        var request =
                RangeRequest.newBuilder()
                        .setKey(chance.key())
                        .setRangeEnd(chance.end())
                        .setSortOrderValue(chance.choose(0, 0, 0, 1, 2))
                        .setSortTargetValue(chance.choose(0, 0, 1, 2, 3, 4))
                        .setSerializable(chance.oneIn(4))
                        .setKeysOnly(chance.oneIn(8))
                        .setCountOnly(chance.oneIn(8));
        if (chance.oneIn(3)) {
            request.setLimit(chance.choose(1, 1, 2, 3, 5, 100, -1));
        }
        if (chance.oneIn(4)) {
            request.setRevision(chance.revision(known));
        }
        if (chance.oneIn(6)) {
            revisionBounds(request);
        }
        return request;
    }

    private void revisionBounds(RangeRequest.Builder request) {
        long bound = chance.revision(known);
        switch (chance.below(4)) {
            case 0 -> request.setMinModRevision(bound);
            case 1 -> request.setMaxModRevision(bound);
            case 2 -> request.setMinCreateRevision(bound);
            default -> request.setMaxCreateRevision(bound).setMinModRevision(bound / 2);
        }
    }

    PutRequest.Builder putRequest() {
        var request =
                PutRequest.newBuilder()
                        .setKey(chance.key())
                        .setValue(chance.value())
                        .setPrevKv(chance.oneIn(3));
        if (chance.oneIn(4)) {
            request.setLease(chance.leaseId());
        }
        if (chance.oneIn(12)) {
            request.setIgnoreValue(true);
            if (!chance.oneIn(3)) {
                request.setValue(ByteString.EMPTY);
            }
        }
        if (chance.oneIn(12)) {
            request.setIgnoreLease(true);
            if (!chance.oneIn(3)) {
                request.setLease(0);
            }
        }
        return request;
    }

    DeleteRangeRequest.Builder deleteRequest() {
        return DeleteRangeRequest.newBuilder()
                .setKey(chance.key())
                .setRangeEnd(chance.oneIn(3) ? chance.end() : ByteString.EMPTY)
                .setPrevKv(chance.oneIn(2));
    }

    private static ByteString oversize(int bytes) {
        return ByteString.copyFrom(new byte[bytes]);
    }
}
