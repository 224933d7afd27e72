package io.leme.store.judge.differential;

import com.google.protobuf.ByteString;
import io.leme.wire.rpc.Compare;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.TxnRequest;

/// Draws transactions, nested ones among them.
final class TxnSteps {
    private static final int DEEPEST = 3;

    private final Chance chance;
    private final Known known;
    private final KvSteps kv;

    TxnSteps(Chance chance, Known known, KvSteps kv) {
        this.chance = chance;
        this.known = known;
        this.kv = kv;
    }

    Step txn() {
        TxnRequest.Builder request = request(1);
        if (chance.oneIn(150)) {
            tooMany(request);
        }
        return new Step.Unary<>(KVGrpc.getTxnMethod(), request.build());
    }

    private TxnRequest.Builder request(int depth) {
        var request = TxnRequest.newBuilder();
        for (int i = chance.choose(0, 1, 1, 2, 3); i > 0; i--) {
            request.addCompare(compare());
        }
        boolean readOnly = chance.oneIn(5);
        for (int i = chance.choose(0, 1, 1, 2, 3); i > 0; i--) {
            request.addSuccess(operation(depth, readOnly));
        }
        for (int i = chance.choose(0, 1, 1, 2); i > 0; i--) {
            request.addFailure(operation(depth, readOnly));
        }
        return request;
    }

    /// Over the limit of operations, at the outer level or by what is left for an inner one.
    private void tooMany(TxnRequest.Builder request) {
        var range = RequestOp.newBuilder().setRequestRange(kv.rangeRequest()).build();
        int many = chance.choose(127, 128, 129);
        if (chance.oneIn(2)) {
            for (int i = 0; i < many; i++) {
                request.addSuccess(range);
            }
            return;
        }
        var inner = TxnRequest.newBuilder();
        for (int i = 0; i < many - 1; i++) {
            inner.addFailure(range);
        }
        request.addSuccess(RequestOp.newBuilder().setRequestTxn(inner));
    }

    private RequestOp operation(int depth, boolean readOnly) {
        var operation = RequestOp.newBuilder();
        if (readOnly) {
            return operation.setRequestRange(kv.rangeRequest()).build();
        }
        switch (chance.below(20)) {
            case 0, 1, 2, 3, 4, 5, 6 -> operation.setRequestRange(kv.rangeRequest());
            case 7, 8, 9, 10, 11, 12 -> operation.setRequestPut(kv.putRequest());
            case 13, 14, 15 -> operation.setRequestDeleteRange(kv.deleteRequest());
            case 16, 17, 18 -> {
                if (depth < DEEPEST) {
                    operation.setRequestTxn(request(depth + 1));
                } else {
                    operation.setRequestRange(kv.rangeRequest());
                }
            }
            default -> {
                if (!chance.oneIn(6)) {
                    operation.setRequestPut(kv.putRequest());
                }
            }
        }
        return operation.build();
    }

    private Compare compare() {
        var compare =
                Compare.newBuilder()
                        .setKey(chance.key())
                        .setResultValue(chance.below(4))
                        .setTargetValue(chance.below(5));
        if (chance.oneIn(4)) {
            compare.setRangeEnd(chance.end());
        }
        switch (compare.getTargetValue()) {
            case Compare.CompareTarget.VERSION_VALUE -> compare.setVersion(chance.below(4));
            case Compare.CompareTarget.CREATE_VALUE ->
                    compare.setCreateRevision(chance.choose(0L, chance.revision(known)));
            case Compare.CompareTarget.MOD_VALUE ->
                    compare.setModRevision(chance.choose(0L, chance.revision(known)));
            case Compare.CompareTarget.VALUE_VALUE -> compare.setValue(chance.value());
            default -> compare.setLease(chance.choose(0L, chance.leaseId()));
        }
        if (chance.oneIn(25)) {
            odd(compare);
        }
        return compare.build();
    }

    /// Unknown numbers, and a target whose operand is missing or of another target.
    private void odd(Compare.Builder compare) {
        switch (chance.below(4)) {
            case 0 -> compare.setResultValue(chance.choose(4, -1));
            case 1 -> compare.setTargetValue(chance.choose(5, -1));
            case 2 -> compare.clearTargetUnion();
            default -> compare.clearTargetUnion().setValue(ByteString.EMPTY);
        }
    }
}
