package io.leme.store.rpc;

import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.TxnRequest;
import java.util.List;

/// What a request would add to the state, in bytes, as etcd estimates it: of a transaction the
/// branch that adds more.
final class SpaceCost {
    static final long LEASE = 64;
    private static final long PER_KEY = 256;

    private SpaceCost() {}

    static long of(PutRequest request) {
        return PER_KEY + request.getKey().size() + request.getValue().size();
    }

    static long of(TxnRequest request) {
        return Math.max(of(request.getSuccessList()), of(request.getFailureList()));
    }

    private static long of(List<RequestOp> operations) {
        long cost = 0;
        for (RequestOp operation : operations) {
            if (operation.hasRequestPut()) {
                cost += of(operation.getRequestPut());
            } else if (operation.hasRequestTxn()) {
                cost += of(operation.getRequestTxn());
            }
        }
        return cost;
    }
}
