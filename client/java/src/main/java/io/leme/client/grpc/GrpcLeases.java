package io.leme.client.grpc;

import io.leme.client.lease.LeaseGrant;
import io.leme.client.lease.LeaseKeepAlive;
import io.leme.client.lease.LeaseListener;
import io.leme.client.lease.LeaseTimeToLive;
import io.leme.client.lease.Leases;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.LeaseKeepAliveRequest;
import io.leme.wire.rpc.LeaseKeepAliveResponse;
import io.leme.wire.rpc.LeaseLeasesRequest;
import io.leme.wire.rpc.LeaseRevokeRequest;
import io.leme.wire.rpc.LeaseStatus;
import io.leme.wire.rpc.LeaseTimeToLiveRequest;
import io.leme.wire.rpc.LeaseTimeToLiveResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Leases over the Lease service.
final class GrpcLeases implements Leases, AutoCloseable {
    private final UnaryCalls calls;
    private final Renewals renewals;

    GrpcLeases(UnaryCalls calls, Renewals renewals) {
        this.calls = calls;
        this.renewals = renewals;
    }

    @Override
    public CompletableFuture<LeaseGrant> grantAsync(long ttlSeconds, long id) {
        return calls.call(
                LeaseGrpc.getLeaseGrantMethod(),
                LeaseGrantRequest.newBuilder().setTTL(ttlSeconds).setID(id).build(),
                CallKind.WRITE,
                answer -> new LeaseGrant(answer.getID(), answer.getTTL()));
    }

    @Override
    public CompletableFuture<Long> revokeAsync(long id) {
        return calls.call(
                LeaseGrpc.getLeaseRevokeMethod(),
                LeaseRevokeRequest.newBuilder().setID(id).build(),
                CallKind.WRITE,
                answer -> answer.getHeader().getRevision());
    }

    @Override
    public CompletableFuture<LeaseTimeToLive> timeToLiveAsync(long id, boolean keys) {
        return calls.call(
                LeaseGrpc.getLeaseTimeToLiveMethod(),
                LeaseTimeToLiveRequest.newBuilder().setID(id).setKeys(keys).build(),
                CallKind.READ,
                GrpcLeases::timeToLive);
    }

    @Override
    public CompletableFuture<List<Long>> leasesAsync() {
        return calls.call(
                LeaseGrpc.getLeaseLeasesMethod(),
                LeaseLeasesRequest.getDefaultInstance(),
                CallKind.READ,
                answer -> answer.getLeasesList().stream().map(LeaseStatus::getID).toList());
    }

    /// A stream that carries one request and its answer is a request with one answer.
    @Override
    public CompletableFuture<Long> keepAliveOnceAsync(long id) {
        return calls.call(
                LeaseGrpc.getLeaseKeepAliveMethod(),
                LeaseKeepAliveRequest.newBuilder().setID(id).build(),
                CallKind.READ,
                GrpcLeases::renewedSeconds);
    }

    @Override
    public LeaseKeepAlive keepAlive(long id, LeaseListener listener) {
        Renewal renewal = new Renewal(id, renewals, listener, calls.context()::tell);
        renewals.add(renewal);
        return renewal;
    }

    @Override
    public void close() {
        renewals.close();
    }

    private static long renewedSeconds(LeaseKeepAliveResponse answer) {
        if (answer.getTTL() <= 0) {
            throw RenewedLease.unknown();
        }
        return answer.getTTL();
    }

    private static LeaseTimeToLive timeToLive(LeaseTimeToLiveResponse wire) {
        return new LeaseTimeToLive(
                wire.getID(),
                wire.getTTL(),
                wire.getGrantedTTL(),
                wire.getKeysList().stream().map(WireBytes::fromWire).toList());
    }
}
