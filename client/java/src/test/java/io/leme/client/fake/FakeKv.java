package io.leme.client.fake;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.DeleteRangeResponse;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.PutResponse;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RangeResponse;
import io.leme.wire.rpc.TxnRequest;
import io.leme.wire.rpc.TxnResponse;

/// Single keys, and transactions that succeed and do nothing.
final class FakeKv extends KVGrpc.KVImplBase {
    private final FakeStore store;
    private final Faults faults;

    FakeKv(FakeStore store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    @Override
    public void range(RangeRequest request, StreamObserver<RangeResponse> client) {
        if (!faults.mayDo(client)) {
            return;
        }
        if (request.getRevision() > 0 && request.getRevision() < store.compacted()) {
            client.onError(
                    Status.OUT_OF_RANGE
                            .withDescription(
                                    "etcdserver: mvcc: required revision has been compacted")
                            .asRuntimeException());
            return;
        }
        RangeResponse.Builder found = RangeResponse.newBuilder().setHeader(store.header());
        store.get(request.getKey().toStringUtf8()).ifPresent(found::addKvs);
        faults.answer(client, found.setCount(found.getKvsCount()).build());
    }

    @Override
    public void put(PutRequest request, StreamObserver<PutResponse> client) {
        if (faults.mayDo(client)) {
            store.put(request.getKey().toStringUtf8(), request.getValue().toStringUtf8());
            faults.answer(client, PutResponse.newBuilder().setHeader(store.header()).build());
        }
    }

    @Override
    public void deleteRange(
            DeleteRangeRequest request, StreamObserver<DeleteRangeResponse> client) {
        if (faults.mayDo(client)) {
            store.delete(request.getKey().toStringUtf8());
            faults.answer(
                    client,
                    DeleteRangeResponse.newBuilder()
                            .setHeader(store.header())
                            .setDeleted(1)
                            .build());
        }
    }

    @Override
    public void txn(TxnRequest request, StreamObserver<TxnResponse> client) {
        if (faults.mayDo(client)) {
            faults.answer(
                    client,
                    TxnResponse.newBuilder().setHeader(store.header()).setSucceeded(true).build());
        }
    }
}
