package io.leme.client.fake;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrantResponse;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.LeaseKeepAliveRequest;
import io.leme.wire.rpc.LeaseKeepAliveResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Leases that live for ever, until they are said to be gone.
public final class FakeLease extends LeaseGrpc.LeaseImplBase {
    private final FakeStore store;
    private final Faults faults;
    private final AtomicLong lastId = new AtomicLong(100);
    private final AtomicInteger streams = new AtomicInteger();
    private final List<StreamObserver<LeaseKeepAliveResponse>> open = new CopyOnWriteArrayList<>();
    private volatile long ttlSeconds = 3;
    private volatile boolean mute;

    FakeLease(FakeStore store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    /// Every renewal answers with this; 0 means that the lease is gone.
    public void ttl(long seconds) {
        ttlSeconds = seconds;
    }

    /// Renewals are not answered any more.
    public void mute() {
        mute = true;
    }

    public int streams() {
        return streams.get();
    }

    /// Ends every open renewal stream.
    public void drop(Status status) {
        List<StreamObserver<LeaseKeepAliveResponse>> all = List.copyOf(open);
        open.clear();
        all.forEach(client -> client.onError(status.asRuntimeException()));
    }

    @Override
    public void leaseGrant(LeaseGrantRequest request, StreamObserver<LeaseGrantResponse> client) {
        if (faults.mayDo(client)) {
            faults.answer(
                    client,
                    LeaseGrantResponse.newBuilder()
                            .setHeader(store.header())
                            .setID(lastId.incrementAndGet())
                            .setTTL(request.getTTL())
                            .build());
        }
    }

    @Override
    public StreamObserver<LeaseKeepAliveRequest> leaseKeepAlive(
            StreamObserver<LeaseKeepAliveResponse> client) {
        streams.incrementAndGet();
        open.add(client);
        return new StreamObserver<>() {
            @Override
            public void onNext(LeaseKeepAliveRequest request) {
                if (!mute) {
                    client.onNext(
                            LeaseKeepAliveResponse.newBuilder()
                                    .setHeader(store.header())
                                    .setID(request.getID())
                                    .setTTL(ttlSeconds)
                                    .build());
                }
            }

            @Override
            public void onError(Throwable gone) {
                open.remove(client);
            }

            @Override
            public void onCompleted() {
                open.remove(client);
                client.onCompleted();
            }
        };
    }
}
