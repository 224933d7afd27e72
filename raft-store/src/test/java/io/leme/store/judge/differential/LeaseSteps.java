package io.leme.store.judge.differential;

import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.LeaseLeasesRequest;
import io.leme.wire.rpc.LeaseLeasesResponse;
import io.leme.wire.rpc.LeaseRevokeRequest;
import io.leme.wire.rpc.LeaseTimeToLiveRequest;

/// Draws requests of the Lease service. No lease is so short that it could expire during a run:
/// when that happens is nobody's promise.
final class LeaseSteps {
    private final Chance chance;

    LeaseSteps(Chance chance) {
        this.chance = chance;
    }

    Step grant() {
        var request =
                LeaseGrantRequest.newBuilder()
                        .setID(chance.leaseId())
                        .setTTL(
                                chance.choose(
                                        5_000L,
                                        60_000L,
                                        86_400L,
                                        9_000_000_000L,
                                        9_000_000_001L,
                                        Long.MAX_VALUE));
        return new Step.Unary<>(LeaseGrpc.getLeaseGrantMethod(), request.build());
    }

    Step revoke() {
        var request = LeaseRevokeRequest.newBuilder().setID(chance.leaseId());
        return new Step.Unary<>(LeaseGrpc.getLeaseRevokeMethod(), request.build());
    }

    Step timeToLive() {
        var request =
                LeaseTimeToLiveRequest.newBuilder()
                        .setID(chance.leaseId())
                        .setKeys(chance.oneIn(2));
        return new Step.Unary<>(LeaseGrpc.getLeaseTimeToLiveMethod(), request.build());
    }

    Step list() {
        return new Step.Unary<LeaseLeasesRequest, LeaseLeasesResponse>(
                LeaseGrpc.getLeaseLeasesMethod(), LeaseLeasesRequest.getDefaultInstance());
    }

    Step keepAlive() {
        return new Step.KeepAlive(chance.leaseId());
    }
}
