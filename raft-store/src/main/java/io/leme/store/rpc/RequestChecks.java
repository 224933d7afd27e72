package io.leme.store.rpc;

import com.google.protobuf.ByteString;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.wire.rpc.Compare;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.TxnRequest;
import java.util.List;

/// Refuses requests that are wrong in themselves, in the order in which etcd looks at them.
///
/// Every method throws [StoreException].
final class RequestChecks {
    private final int maxTxnOps;

    RequestChecks(int maxTxnOps) {
        this.maxTxnOps = maxTxnOps;
    }

    void check(RangeRequest request) {
        requireKey(request.getKey());
        if (request.getSortOrder() == RangeRequest.SortOrder.UNRECOGNIZED
                || request.getSortTarget() == RangeRequest.SortTarget.UNRECOGNIZED) {
            throw new StoreException(StoreError.INVALID_SORT_OPTION);
        }
    }

    void check(PutRequest request) {
        requireKey(request.getKey());
        if (request.getIgnoreValue() && !request.getValue().isEmpty()) {
            throw new StoreException(StoreError.VALUE_PROVIDED);
        }
        if (request.getIgnoreLease() && request.getLease() != 0) {
            throw new StoreException(StoreError.LEASE_PROVIDED);
        }
    }

    void check(DeleteRangeRequest request) {
        requireKey(request.getKey());
    }

    void check(TxnRequest request) {
        check(request, maxTxnOps);
        TouchedKeys.check(request.getSuccessList());
        TouchedKeys.check(request.getFailureList());
    }

    /// A nested transaction has what its parent left of the number of operations.
    private void check(TxnRequest request, int operationsLeft) {
        int operations =
                Math.max(
                        request.getCompareCount(),
                        Math.max(request.getSuccessCount(), request.getFailureCount()));
        if (operations > operationsLeft) {
            throw new StoreException(StoreError.TOO_MANY_OPS);
        }
        for (Compare compare : request.getCompareList()) {
            requireKey(compare.getKey());
        }
        check(request.getSuccessList(), operationsLeft - operations);
        check(request.getFailureList(), operationsLeft - operations);
    }

    private void check(List<RequestOp> operations, int operationsLeft) {
        for (RequestOp operation : operations) {
            switch (operation.getRequestCase()) {
                case REQUEST_RANGE -> check(operation.getRequestRange());
                case REQUEST_PUT -> check(operation.getRequestPut());
                case REQUEST_DELETE_RANGE -> check(operation.getRequestDeleteRange());
                case REQUEST_TXN -> check(operation.getRequestTxn(), operationsLeft);
                // etcd's answer to an operation that says nothing.
                case REQUEST_NOT_SET -> throw new StoreException(StoreError.KEY_NOT_FOUND);
            }
        }
    }

    private static void requireKey(ByteString key) {
        if (key.isEmpty()) {
            throw new StoreException(StoreError.EMPTY_KEY);
        }
    }
}
