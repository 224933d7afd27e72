package io.leme.store.rpc;

import io.grpc.ServerServiceDefinition;
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
import io.leme.wire.rpc.TxnRequest;
import io.leme.wire.rpc.TxnResponse;

/// etcd's KV service; what reads only is in [Ranges].
final class KvService extends KVGrpc.KVImplBase {
    private final RequestChecks checks;
    private final KeyValues keyValues;
    private final SpaceQuota quota;
    private final Callers callers;
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
        this.responses = new Responses(headers);
        this.current = current;
    }

    /// The service, with ranges answered by `ranges`.
    ServerServiceDefinition bind(Ranges ranges) {
        return Rebound.with(bindService(), ranges.methods());
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
