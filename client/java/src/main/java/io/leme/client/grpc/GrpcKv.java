package io.leme.client.grpc;

import io.leme.client.kv.ByteSequence;
import io.leme.client.kv.DeleteOptions;
import io.leme.client.kv.DeleteResult;
import io.leme.client.kv.KeyRange;
import io.leme.client.kv.Kv;
import io.leme.client.kv.Operation;
import io.leme.client.kv.PutOptions;
import io.leme.client.kv.PutResult;
import io.leme.client.kv.RangeOptions;
import io.leme.client.kv.RangeResult;
import io.leme.client.kv.Txn;
import io.leme.client.kv.TxnResult;
import io.leme.wire.rpc.CompactionRequest;
import io.leme.wire.rpc.KVGrpc;
import java.util.concurrent.CompletableFuture;

/// Keys over the KV service.
final class GrpcKv implements Kv {
    private final UnaryCalls calls;

    GrpcKv(UnaryCalls calls) {
        this.calls = calls;
    }

    @Override
    public CompletableFuture<RangeResult> rangeAsync(KeyRange keys, RangeOptions options) {
        return calls.call(
                KVGrpc.getRangeMethod(),
                KvRequests.range(keys, options),
                CallKind.READ,
                KvAnswers::range);
    }

    @Override
    public CompletableFuture<PutResult> putAsync(
            ByteSequence key, ByteSequence value, PutOptions options) {
        return calls.call(
                KVGrpc.getPutMethod(),
                KvRequests.put(new Operation.Put(key, value, options)),
                CallKind.WRITE,
                KvAnswers::put);
    }

    @Override
    public CompletableFuture<DeleteResult> deleteAsync(KeyRange keys, DeleteOptions options) {
        return calls.call(
                KVGrpc.getDeleteRangeMethod(),
                KvRequests.delete(keys, options),
                CallKind.WRITE,
                KvAnswers::delete);
    }

    @Override
    public CompletableFuture<TxnResult> txnAsync(Txn txn) {
        return calls.call(
                KVGrpc.getTxnMethod(),
                KvRequests.txn(txn),
                txn.isReadOnly() ? CallKind.READ : CallKind.WRITE,
                KvAnswers::txn);
    }

    @Override
    public CompletableFuture<Long> compactAsync(long revision, boolean physical) {
        return calls.call(
                KVGrpc.getCompactMethod(),
                CompactionRequest.newBuilder().setRevision(revision).setPhysical(physical).build(),
                CallKind.WRITE,
                answer -> answer.getHeader().getRevision());
    }
}
