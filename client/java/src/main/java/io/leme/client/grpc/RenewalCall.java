package io.leme.client.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.LeaseKeepAliveRequest;
import io.leme.wire.rpc.LeaseKeepAliveResponse;

/// One life of the renewal stream, on one member. Once another call has taken its place, what it
/// still hears is ignored.
final class RenewalCall extends ClientCall.Listener<LeaseKeepAliveResponse> {
    private final Renewals renewals;
    private final EndpointChannel member;
    private final ClientCall<LeaseKeepAliveRequest, LeaseKeepAliveResponse> call;

    RenewalCall(Renewals renewals, EndpointChannel member) {
        this.renewals = renewals;
        this.member = member;
        this.call =
                member.channel().newCall(LeaseGrpc.getLeaseKeepAliveMethod(), CallOptions.DEFAULT);
    }

    void start() {
        call.start(this, LeaderHeader.required());
        call.request(1);
    }

    void send(long lease) {
        call.sendMessage(LeaseKeepAliveRequest.newBuilder().setID(lease).build());
    }

    void abandon() {
        call.cancel("no lease is left", null);
    }

    @Override
    public void onMessage(LeaseKeepAliveResponse answer) {
        renewals.heard(this, answer);
        call.request(1);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        Status ending =
                status.isOk() ? Status.UNAVAILABLE.withDescription("the stream ended") : status;
        renewals.broken(this, Failures.of(ending, CallKind.READ, true, member), member);
    }
}
