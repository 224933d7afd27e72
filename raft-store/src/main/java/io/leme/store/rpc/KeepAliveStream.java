package io.leme.store.rpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.leme.store.service.Leases;
import io.leme.wire.rpc.LeaseKeepAliveRequest;
import io.leme.wire.rpc.LeaseKeepAliveResponse;
import io.leme.wire.rpc.ResponseHeader;

/// One client's renewals: each request one answer, one after the other. An error ends the stream.
///
/// Threads: requests come on the event loop, answers on others; the lock keeps gRPC's observer,
/// which is made for one thread at a time, from being used by two.
final class KeepAliveStream implements StreamObserver<LeaseKeepAliveRequest>, OpenStreams.Stream {
    private final Leases leases;
    private final Headers headers;
    private final ServerCallStreamObserver<LeaseKeepAliveResponse> caller;
    private final boolean wantsLeader;
    private boolean ended;

    KeepAliveStream(
            Leases leases,
            Headers headers,
            ServerCallStreamObserver<LeaseKeepAliveResponse> caller) {
        this.leases = leases;
        this.headers = headers;
        this.caller = caller;
        this.wantsLeader = LeaderWish.ofCurrentCall();
        caller.disableAutoRequest();
        caller.setOnCancelHandler(this::gone);
        caller.request(1);
    }

    /// The header is taken before the renewal, as in etcd, and may lag.
    @Override
    public void onNext(LeaseKeepAliveRequest request) {
        ResponseHeader header = headers.current();
        var _ =
                leases.keepAlive(request.getID())
                        .whenComplete((ttlSeconds, failure) -> {
                            if (failure != null) {
                                end(Answers.status(failure));
                            } else {
                                answer(
                                        LeaseKeepAliveResponse.newBuilder()
                                                .setHeader(header)
                                                .setID(request.getID())
                                                .setTTL(ttlSeconds)
                                                .build());
                            }
                        });
    }

    @Override
    public void onError(Throwable failure) {
        gone();
    }

    @Override
    public synchronized void onCompleted() {
        if (!ended) {
            ended = true;
            caller.onCompleted();
        }
    }

    @Override
    public synchronized boolean isOpen() {
        return !ended;
    }

    @Override
    public boolean wantsLeader() {
        return wantsLeader;
    }

    @Override
    public synchronized void end(Status status) {
        if (!ended) {
            ended = true;
            caller.onError(status.asException());
        }
    }

    private synchronized void answer(LeaseKeepAliveResponse response) {
        if (!ended) {
            caller.onNext(response);
            caller.request(1);
        }
    }

    private synchronized void gone() {
        ended = true;
    }
}
