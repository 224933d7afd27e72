package io.leme.store.rpc;

import com.google.protobuf.ByteString;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.leme.store.rpc.WaitingLine.Place;
import io.leme.wire.lock.LockGrpc;
import io.leme.wire.lock.LockRequest;
import io.leme.wire.lock.LockResponse;
import io.leme.wire.lock.UnlockRequest;
import io.leme.wire.lock.UnlockResponse;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RangeResponse;
import io.leme.wire.rpc.ResponseHeader;

/// etcd's Lock service: who has the oldest key under a name has the lock.
final class LockService extends LockGrpc.LockImplBase {
    private final OwnClient client;

    LockService(OwnClient client) {
        this.client = client;
    }

    @Override
    public void lock(LockRequest request, StreamObserver<LockResponse> caller) {
        Recipe.answer(() -> lock(request), caller);
    }

    @Override
    public void unlock(UnlockRequest request, StreamObserver<UnlockResponse> caller) {
        Recipe.answer(
                () ->
                        UnlockResponse.newBuilder()
                                .setHeader(client.delete(request.getKey()).getHeader())
                                .build(),
                caller);
    }

    private LockResponse lock(LockRequest request) throws StatusException {
        long lease = client.session(request.getLease());
        WaitingLine line = new WaitingLine(client, request.getName());
        Place place = line.enter(lease, ByteString.EMPTY);
        ResponseHeader header =
                place.isFront() ? place.header() : wait(line, place, line.key(lease));
        return LockResponse.newBuilder().setHeader(header).setKey(line.key(lease)).build();
    }

    private ResponseHeader wait(WaitingLine line, Place place, ByteString key)
            throws StatusException {
        try {
            line.awaitFront(place.revision());
        } catch (StatusException failure) {
            line.leave(key);
            throw failure;
        }

        RangeResponse mine = client.range(RangeRequest.newBuilder().setKey(key).build());
        if (mine.getKvsCount() == 0) {
            throw Recipe.failure("mutex: session is expired");
        }
        return mine.getHeader();
    }
}
