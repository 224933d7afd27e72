package io.leme.bench.load;

import io.grpc.CallOptions;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.LeaseKeepAliveRequest;
import io.leme.wire.rpc.LeaseKeepAliveResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Keep-alives of leases. Each lease has a stream of its own, as each client has, and one
/// keep-alive under way at most. A stream that broke is not replaced: what follows on it fails.
public final class KeepAliveLoad implements Load, AutoCloseable {
    private static final int TTL_SECONDS = 3600;

    private final List<Queue<LeaseStream>> idle = new ArrayList<>();
    private final List<LeaseStream> all = new ArrayList<>();

    private KeepAliveLoad() {}

    /// Grants leases enough for `inFlight` keep-alives at once, and opens their streams.
    public static KeepAliveLoad open(Connections connections, int inFlight) {
        KeepAliveLoad load = new KeepAliveLoad();
        int lanes = connections.size();
        // Fewer slots than lanes wander over the lanes, and may meet on one.
        int perLane = inFlight < lanes ? inFlight : (inFlight + lanes - 1) / lanes;
        for (int lane = 0; lane < lanes; lane++) {
            Queue<LeaseStream> streams = new ConcurrentLinkedQueue<>();
            LeaseGrpc.LeaseBlockingStub leases = LeaseGrpc.newBlockingStub(connections.get(lane));
            for (int i = 0; i < perLane; i++) {
                LeaseGrantRequest grant =
                        LeaseGrantRequest.newBuilder().setTTL(TTL_SECONDS).build();
                LeaseStream stream = new LeaseStream(leases.leaseGrant(grant).getID(), streams);
                stream.open(connections, lane);
                streams.add(stream);
                load.all.add(stream);
            }
            load.idle.add(streams);
        }
        return load;
    }

    @Override
    public int lanes() {
        return idle.size();
    }

    @Override
    public void start(int lane, long sequence, Done done) {
        LeaseStream stream = idle.get(lane).poll();
        if (stream == null) {
            done.failed(new IllegalStateException("no stream is left on this connection"));
            return;
        }
        stream.send(done);
    }

    @Override
    public void close() {
        all.forEach(LeaseStream::end);
    }

    private static final class LeaseStream implements StreamObserver<LeaseKeepAliveResponse> {
        private static final Done NOBODY =
                new Done() {
                    @Override
                    public void succeeded() {}

                    @Override
                    public void failed(Throwable cause) {}
                };

        private final LeaseKeepAliveRequest request;
        private final Queue<LeaseStream> home;
        private @Nullable StreamObserver<LeaseKeepAliveRequest> requests;
        private volatile Done waiting = NOBODY;

        LeaseStream(long lease, Queue<LeaseStream> home) {
            this.request = LeaseKeepAliveRequest.newBuilder().setID(lease).build();
            this.home = home;
        }

        void open(Connections connections, int lane) {
            requests =
                    ClientCalls.asyncBidiStreamingCall(
                            connections
                                    .get(lane)
                                    .newCall(
                                            LeaseGrpc.getLeaseKeepAliveMethod(),
                                            CallOptions.DEFAULT),
                            this);
        }

        void send(Done done) {
            waiting = done;
            Objects.requireNonNull(requests).onNext(request);
        }

        void end() {
            if (requests != null) {
                requests.onCompleted();
            }
        }

        @Override
        public void onNext(LeaseKeepAliveResponse answer) {
            Done done = waiting;
            waiting = NOBODY;
            home.add(this);
            if (answer.getTTL() > 0) {
                done.succeeded();
            } else {
                done.failed(new IllegalStateException("the lease is gone"));
            }
        }

        @Override
        public void onError(Throwable cause) {
            Done done = waiting;
            waiting = NOBODY;
            done.failed(cause);
        }

        @Override
        public void onCompleted() {
            onError(new IllegalStateException("the server ended a keep-alive stream"));
        }
    }
}
