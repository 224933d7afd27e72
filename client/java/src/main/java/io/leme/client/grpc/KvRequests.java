package io.leme.client.grpc;

import static io.leme.client.grpc.WireBytes.toWire;

import io.leme.client.kv.Compare;
import io.leme.client.kv.DeleteOptions;
import io.leme.client.kv.KeyRange;
import io.leme.client.kv.Operation;
import io.leme.client.kv.Projection;
import io.leme.client.kv.RangeOptions;
import io.leme.client.kv.Sort;
import io.leme.client.kv.Txn;
import io.leme.wire.rpc.Compare.CompareResult;
import io.leme.wire.rpc.Compare.CompareTarget;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RangeRequest.SortOrder;
import io.leme.wire.rpc.RangeRequest.SortTarget;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.TxnRequest;

/// Requests for keys, in the words of the wire.
final class KvRequests {
    private static final Operation.Cases<RequestOp> OPERATIONS =
            new Operation.Cases<>(
                    step ->
                            RequestOp.newBuilder()
                                    .setRequestRange(range(step.keys(), step.options()))
                                    .build(),
                    step -> RequestOp.newBuilder().setRequestPut(put(step)).build(),
                    step ->
                            RequestOp.newBuilder()
                                    .setRequestDeleteRange(delete(step.keys(), step.options()))
                                    .build(),
                    step -> RequestOp.newBuilder().setRequestTxn(txn(step.txn())).build());

    private KvRequests() {}

    static RangeRequest range(KeyRange keys, RangeOptions options) {
        return RangeRequest.newBuilder()
                .setKey(toWire(keys.start()))
                .setRangeEnd(toWire(keys.end()))
                .setLimit(options.limit())
                .setRevision(options.revision())
                .setSortOrder(order(options.sort().order()))
                .setSortTarget(target(options.sort().field()))
                .setSerializable(options.serializable())
                .setKeysOnly(options.projection() == Projection.KEYS_ONLY)
                .setCountOnly(options.projection() == Projection.COUNT_ONLY)
                .setMinModRevision(options.modRevisions().least())
                .setMaxModRevision(options.modRevisions().most())
                .setMinCreateRevision(options.createRevisions().least())
                .setMaxCreateRevision(options.createRevisions().most())
                .build();
    }

    static PutRequest put(Operation.Put put) {
        return PutRequest.newBuilder()
                .setKey(toWire(put.key()))
                .setValue(toWire(put.value()))
                .setLease(put.options().lease())
                .setPrevKv(put.options().previous())
                .setIgnoreValue(put.options().keepValue())
                .setIgnoreLease(put.options().keepLease())
                .build();
    }

    static DeleteRangeRequest delete(KeyRange keys, DeleteOptions options) {
        return DeleteRangeRequest.newBuilder()
                .setKey(toWire(keys.start()))
                .setRangeEnd(toWire(keys.end()))
                .setPrevKv(options.previous())
                .build();
    }

    static TxnRequest txn(Txn txn) {
        TxnRequest.Builder request = TxnRequest.newBuilder();
        txn.when().forEach(condition -> request.addCompare(compare(condition)));
        txn.then().forEach(step -> request.addSuccess(step.match(OPERATIONS)));
        txn.otherwise().forEach(step -> request.addFailure(step.match(OPERATIONS)));
        return request.build();
    }

    private static io.leme.wire.rpc.Compare compare(Compare condition) {
        io.leme.wire.rpc.Compare.Builder wire =
                io.leme.wire.rpc.Compare.newBuilder()
                        .setKey(toWire(condition.keys().start()))
                        .setRangeEnd(toWire(condition.keys().end()))
                        .setResult(result(condition.relation()));
        return condition
                .operand()
                .match(
                        new Compare.Cases<io.leme.wire.rpc.Compare.Builder>(
                                version ->
                                        wire.setTarget(CompareTarget.VERSION)
                                                .setVersion(version.version()),
                                create ->
                                        wire.setTarget(CompareTarget.CREATE)
                                                .setCreateRevision(create.revision()),
                                mod ->
                                        wire.setTarget(CompareTarget.MOD)
                                                .setModRevision(mod.revision()),
                                value ->
                                        wire.setTarget(CompareTarget.VALUE)
                                                .setValue(toWire(value.value())),
                                lease ->
                                        wire.setTarget(CompareTarget.LEASE)
                                                .setLease(lease.lease())))
                .build();
    }

    private static CompareResult result(Compare.Relation relation) {
        return switch (relation) {
            case EQUAL -> CompareResult.EQUAL;
            case NOT_EQUAL -> CompareResult.NOT_EQUAL;
            case GREATER -> CompareResult.GREATER;
            case LESS -> CompareResult.LESS;
        };
    }

    private static SortOrder order(Sort.Order order) {
        return switch (order) {
            case NONE -> SortOrder.NONE;
            case ASCENDING -> SortOrder.ASCEND;
            case DESCENDING -> SortOrder.DESCEND;
        };
    }

    private static SortTarget target(Sort.Field field) {
        return switch (field) {
            case KEY -> SortTarget.KEY;
            case VERSION -> SortTarget.VERSION;
            case CREATE_REVISION -> SortTarget.CREATE;
            case MOD_REVISION -> SortTarget.MOD;
            case VALUE -> SortTarget.VALUE;
        };
    }
}
