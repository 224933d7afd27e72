package io.leme.store.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.leme.store.command.Result;
import io.leme.store.error.StoreException;
import io.leme.store.service.Caller;
import io.leme.store.service.Callers;
import io.leme.store.service.Leases;
import io.leme.store.service.SpaceQuota;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrantResponse;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.LeaseKeepAliveRequest;
import io.leme.wire.rpc.LeaseKeepAliveResponse;
import io.leme.wire.rpc.LeaseLeasesRequest;
import io.leme.wire.rpc.LeaseLeasesResponse;
import io.leme.wire.rpc.LeaseRevokeRequest;
import io.leme.wire.rpc.LeaseRevokeResponse;
import io.leme.wire.rpc.LeaseStatus;
import io.leme.wire.rpc.LeaseTimeToLiveRequest;
import io.leme.wire.rpc.LeaseTimeToLiveResponse;

/// etcd's Lease service.
final class LeaseService extends LeaseGrpc.LeaseImplBase {
    private final Leases leases;
    private final SpaceQuota quota;
    private final Callers callers;
    private final Headers headers;
    private final OpenStreams streams;

    LeaseService(
            Leases leases,
            SpaceQuota quota,
            Callers callers,
            Headers headers,
            OpenStreams streams) {
        this.leases = leases;
        this.quota = quota;
        this.callers = callers;
        this.headers = headers;
        this.streams = streams;
    }

    @Override
    public void leaseGrant(LeaseGrantRequest request, StreamObserver<LeaseGrantResponse> caller) {
        try {
            quota.require(SpaceCost.LEASE);
        } catch (StoreException full) {
            caller.onError(Answers.error(full));
            return;
        }
        Answers.send(leases.grant(request.getID(), request.getTTL()), this::granted, caller);
    }

    @Override
    public void leaseRevoke(
            LeaseRevokeRequest request, StreamObserver<LeaseRevokeResponse> caller) {
        Answers.send(leases.revoke(request.getID()), this::revoked, caller);
    }

    @Override
    public StreamObserver<LeaseKeepAliveRequest> leaseKeepAlive(
            StreamObserver<LeaseKeepAliveResponse> caller) {
        KeepAliveStream stream =
                new KeepAliveStream(
                        leases, headers, (ServerCallStreamObserver<LeaseKeepAliveResponse>) caller);
        streams.add(stream);
        return stream;
    }

    @Override
    public void leaseTimeToLive(
            LeaseTimeToLiveRequest request, StreamObserver<LeaseTimeToLiveResponse> caller) {
        Caller asking;
        try {
            asking = Credentials.caller(callers);
        } catch (StoreException refused) {
            caller.onError(Answers.error(refused));
            return;
        }
        Answers.send(
                leases.timeToLive(request.getID(), request.getKeys(), asking),
                state -> {
                    LeaseTimeToLiveResponse.Builder response =
                            LeaseTimeToLiveResponse.newBuilder()
                                    .setHeader(headers.current())
                                    .setID(request.getID())
                                    .setTTL(state.remainingSeconds())
                                    .setGrantedTTL(state.grantedSeconds());
                    state.keys().forEach(key -> response.addKeys(Responses.text(key)));
                    return response.build();
                },
                caller);
    }

    @Override
    public void leaseLeases(
            LeaseLeasesRequest request, StreamObserver<LeaseLeasesResponse> caller) {
        LeaseLeasesResponse.Builder response =
                LeaseLeasesResponse.newBuilder().setHeader(headers.current());
        try {
            leases.ids(Credentials.caller(callers))
                    .forEach(id -> response.addLeases(LeaseStatus.newBuilder().setID(id)));
        } catch (StoreException refused) {
            caller.onError(Answers.error(refused));
            return;
        }
        Answers.send(response.build(), caller);
    }

    private LeaseGrantResponse granted(Result result) {
        return switch (result) {
            case Result.LeaseGranted granted ->
                    LeaseGrantResponse.newBuilder()
                            .setHeader(headers.at(granted.revision()))
                            .setID(granted.id())
                            .setTTL(granted.ttlSeconds())
                            .build();
            default -> throw Responses.unexpected(result);
        };
    }

    private LeaseRevokeResponse revoked(Result result) {
        return switch (result) {
            case Result.LeaseRevoked revoked ->
                    LeaseRevokeResponse.newBuilder()
                            .setHeader(headers.at(revoked.revision()))
                            .build();
            default -> throw Responses.unexpected(result);
        };
    }
}
