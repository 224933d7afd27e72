package io.leme.store.rpc;

import com.google.protobuf.ByteString;
import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Compare;
import io.leme.store.command.Compare.Operand;
import io.leme.store.command.Compare.Relation;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.Operation;
import io.leme.store.command.Put;
import io.leme.store.command.Range;
import io.leme.store.command.Range.RevisionBounds;
import io.leme.store.command.Txn;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.TxnRequest;
import java.util.List;

/// From wire to domain. The requests have passed [RequestChecks].
final class Requests {
    private Requests() {}

    static Bytes bytes(ByteString text) {
        return Bytes.wrap(text.toByteArray());
    }

    static KeyRange keyRange(ByteString key, ByteString end) {
        return new KeyRange(bytes(key), bytes(end));
    }

    static Range range(RangeRequest request) {
        return new Range(
                keyRange(request.getKey(), request.getRangeEnd()),
                request.getLimit(),
                request.getRevision(),
                order(request),
                target(request),
                request.getKeysOnly(),
                request.getCountOnly(),
                bounds(request));
    }

    private static Range.SortOrder order(RangeRequest request) {
        return switch (request.getSortOrder()) {
            case NONE -> Range.SortOrder.NONE;
            case ASCEND -> Range.SortOrder.ASCEND;
            case DESCEND -> Range.SortOrder.DESCEND;
            case UNRECOGNIZED -> throw unchecked();
        };
    }

    private static Range.SortTarget target(RangeRequest request) {
        return switch (request.getSortTarget()) {
            case KEY -> Range.SortTarget.KEY;
            case VERSION -> Range.SortTarget.VERSION;
            case CREATE -> Range.SortTarget.CREATE;
            case MOD -> Range.SortTarget.MOD;
            case VALUE -> Range.SortTarget.VALUE;
            case UNRECOGNIZED -> throw unchecked();
        };
    }

    private static IllegalStateException unchecked() {
        return new IllegalStateException("the checks let a wrong request through");
    }

    private static RevisionBounds bounds(RangeRequest request) {
        if (request.getMinModRevision() == 0
                && request.getMaxModRevision() == 0
                && request.getMinCreateRevision() == 0
                && request.getMaxCreateRevision() == 0) {
            return RevisionBounds.NONE;
        }
        return new RevisionBounds(
                request.getMinModRevision(),
                request.getMaxModRevision(),
                request.getMinCreateRevision(),
                request.getMaxCreateRevision());
    }

    static Put put(PutRequest request) {
        return new Put(
                bytes(request.getKey()),
                bytes(request.getValue()),
                request.getLease(),
                request.getPrevKv(),
                request.getIgnoreValue(),
                request.getIgnoreLease());
    }

    static DeleteRange delete(DeleteRangeRequest request) {
        return new DeleteRange(
                keyRange(request.getKey(), request.getRangeEnd()), request.getPrevKv());
    }

    static Txn txn(TxnRequest request) {
        return new Txn(
                request.getCompareList().stream().map(Requests::compare).toList(),
                operations(request.getSuccessList()),
                operations(request.getFailureList()));
    }

    /// True when no range of the transaction asks for more than what this member has, and there is
    /// one. etcd counts a transaction without any range as such too; it may then decide on old
    /// state, which we do not copy.
    static boolean isSerializable(TxnRequest request) {
        return request.getSuccessCount() + request.getFailureCount() > 0
                && request.getSuccessList().stream().allMatch(Requests::isSerializable)
                && request.getFailureList().stream().allMatch(Requests::isSerializable);
    }

    private static boolean isSerializable(RequestOp operation) {
        return operation.hasRequestRange() && operation.getRequestRange().getSerializable();
    }

    private static List<Operation> operations(List<RequestOp> operations) {
        return operations.stream().map(Requests::operation).toList();
    }

    private static Operation operation(RequestOp operation) {
        return switch (operation.getRequestCase()) {
            case REQUEST_RANGE -> range(operation.getRequestRange());
            case REQUEST_PUT -> put(operation.getRequestPut());
            case REQUEST_DELETE_RANGE -> delete(operation.getRequestDeleteRange());
            case REQUEST_TXN -> txn(operation.getRequestTxn());
            case REQUEST_NOT_SET -> throw unchecked();
        };
    }

    private static Compare compare(io.leme.wire.rpc.Compare compare) {
        Relation relation =
                switch (compare.getResult()) {
                    case EQUAL -> Relation.EQUAL;
                    case GREATER -> Relation.GREATER;
                    case LESS -> Relation.LESS;
                    case NOT_EQUAL -> Relation.NOT_EQUAL;
                    case UNRECOGNIZED -> Relation.ALWAYS;
                };
        KeyRange range = keyRange(compare.getKey(), compare.getRangeEnd());
        return new Compare(range, relation, operand(compare));
    }

    /// A wanted value of another kind than the target's reads as 0 or empty, as in etcd.
    private static Operand operand(io.leme.wire.rpc.Compare compare) {
        return switch (compare.getTarget()) {
            case VERSION -> new Operand.Version(compare.getVersion());
            case CREATE -> new Operand.CreateRevision(compare.getCreateRevision());
            case MOD -> new Operand.ModRevision(compare.getModRevision());
            case VALUE -> new Operand.Value(bytes(compare.getValue()));
            case LEASE -> new Operand.Lease(compare.getLease());
            case UNRECOGNIZED -> new Operand.Unknown();
        };
    }
}
