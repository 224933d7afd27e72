package io.leme.store.rpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.leme.store.command.Compact;
import io.leme.store.error.StoreException;
import io.leme.store.service.Caller;
import io.leme.store.service.Callers;
import io.leme.store.service.KeyValues;
import io.leme.store.service.SpaceQuota;
import io.leme.wire.rpc.CompactionRequest;
import io.leme.wire.rpc.CompactionResponse;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.DeleteRangeResponse;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.PutResponse;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RangeResponse;
import io.leme.wire.rpc.RangeStreamResponse;
import io.leme.wire.rpc.TxnRequest;
import io.leme.wire.rpc.TxnResponse;

/// etcd's KV service.
final class KvService extends KVGrpc.KVImplBase {
    /// About the largest request of a client, as in etcd.
    private static final int PIECE_BYTES = 1_572_864;

    private final RequestChecks checks;
    private final KeyValues keyValues;
    private final SpaceQuota quota;
    private final Callers callers;
    private final Headers headers;
    private final Responses responses;
    private final CurrentAnswer current;

    KvService(
            RequestChecks checks,
            KeyValues keyValues,
            SpaceQuota quota,
            Callers callers,
            Headers headers,
            CurrentAnswer current) {
        this.checks = checks;
        this.keyValues = keyValues;
        this.quota = quota;
        this.callers = callers;
        this.headers = headers;
        this.responses = new Responses(headers);
        this.current = current;
    }

    @Override
    public void range(RangeRequest request, StreamObserver<RangeResponse> caller) {
        Caller asking;
        try {
            checks.check(request);
            asking = Credentials.caller(callers);
        } catch (StoreException wrong) {
            caller.onError(Answers.error(wrong));
            return;
        }
        Answers.send(
                keyValues.range(Requests.range(request), request.getSerializable(), asking),
                responses::range,
                caller,
                current);
    }

    @Override
    public void rangeStream(RangeRequest request, StreamObserver<RangeStreamResponse> caller) {
        Caller asking;
        try {
            checks.check(request);
            asking = Credentials.caller(callers);
        } catch (StoreException wrong) {
            caller.onError(Answers.error(wrong));
            return;
        }
        if (isSorted(request) || isFiltered(request)) {
            String what = isSorted(request) ? "custom sort orders" : "revision filters";
            caller.onError(
                    Status.UNIMPLEMENTED
                            .withDescription("RangeStream does not support " + what)
                            .asException());
            return;
        }
        RangePieces pieces =
                new RangePieces(
                        keyValues,
                        Requests.range(request),
                        request.getSerializable(),
                        asking,
                        new RangePieces.Outlet(
                                new PacedSender<>(caller), caller, headers, PIECE_BYTES));
        Recipe.start(pieces, caller);
    }

    private static boolean isSorted(RangeRequest request) {
        return request.getSortTarget() != RangeRequest.SortTarget.KEY
                || request.getSortOrder() == RangeRequest.SortOrder.DESCEND;
    }

    private static boolean isFiltered(RangeRequest request) {
        return request.getMinModRevision() != 0
                || request.getMaxModRevision() != 0
                || request.getMinCreateRevision() != 0
                || request.getMaxCreateRevision() != 0;
    }

    @Override
    public void put(PutRequest request, StreamObserver<PutResponse> caller) {
        try {
            quota.require(SpaceCost.of(request));
            checks.check(request);
        } catch (StoreException wrong) {
            caller.onError(Answers.error(wrong));
            return;
        }
        Answers.send(keyValues.put(Requests.put(request)), responses::put, caller, current);
    }

    @Override
    public void deleteRange(
            DeleteRangeRequest request, StreamObserver<DeleteRangeResponse> caller) {
        try {
            checks.check(request);
        } catch (StoreException wrong) {
            caller.onError(Answers.error(wrong));
            return;
        }
        Answers.send(
                keyValues.delete(Requests.delete(request)), responses::delete, caller, current);
    }

    @Override
    public void txn(TxnRequest request, StreamObserver<TxnResponse> caller) {
        Caller asking;
        try {
            long cost = SpaceCost.of(request);
            if (cost > 0) {
                quota.require(cost);
            }
            checks.check(request);
            asking = Credentials.caller(callers);
        } catch (StoreException wrong) {
            caller.onError(Answers.error(wrong));
            return;
        }
        Answers.send(
                keyValues.txn(Requests.txn(request), Requests.isSerializable(request), asking),
                responses::txn,
                caller,
                current);
    }

    /// History is out of reach when the answer is sent. With `physical` it is also removed from the
    /// tables of this member; the engine gives its space back in the background.
    @Override
    public void compact(CompactionRequest request, StreamObserver<CompactionResponse> caller) {
        Answers.send(
                keyValues.compact(new Compact(request.getRevision()), request.getPhysical()),
                responses::compact,
                caller,
                current);
    }
}
