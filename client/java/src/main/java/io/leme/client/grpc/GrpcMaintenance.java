package io.leme.client.grpc;

import io.leme.client.config.Endpoint;
import io.leme.client.error.ErrorCode;
import io.leme.client.error.StoreException;
import io.leme.client.kv.ByteSequence;
import io.leme.client.kv.KeyRange;
import io.leme.client.kv.RangeOptions;
import io.leme.client.maintenance.EndpointHealth;
import io.leme.client.maintenance.HistoryHash;
import io.leme.client.maintenance.Maintenance;
import io.leme.client.maintenance.Member;
import io.leme.client.maintenance.MemberStatus;
import io.leme.wire.rpc.ClusterGrpc;
import io.leme.wire.rpc.HashKVRequest;
import io.leme.wire.rpc.HashKVResponse;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.MemberListRequest;
import io.leme.wire.rpc.StatusRequest;
import io.leme.wire.rpc.StatusResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Members over the Maintenance and Cluster services.
final class GrpcMaintenance implements Maintenance {
    private static final KeyRange PROBED = KeyRange.single(ByteSequence.utf8("health"));

    private final UnaryCalls calls;

    GrpcMaintenance(UnaryCalls calls) {
        this.calls = calls;
    }

    @Override
    public List<Endpoint> endpoints() {
        return calls.context().pool().members().stream().map(EndpointChannel::endpoint).toList();
    }

    @Override
    public CompletableFuture<MemberStatus> statusAsync(Endpoint endpoint) {
        return calls.callOne(
                member(endpoint),
                MaintenanceGrpc.getStatusMethod(),
                StatusRequest.getDefaultInstance(),
                GrpcMaintenance::status);
    }

    @Override
    public CompletableFuture<EndpointHealth> healthAsync(Endpoint endpoint) {
        long begin = calls.context().now();
        return calls.callOne(
                        member(endpoint),
                        KVGrpc.getRangeMethod(),
                        KvRequests.range(PROBED, RangeOptions.standard()),
                        KvAnswers::range)
                .handle((found, failure) ->
                        health(endpoint, Duration.ofNanos(calls.context().now() - begin), failure));
    }

    @Override
    public CompletableFuture<HistoryHash> hashAsync(Endpoint endpoint, long revision) {
        return calls.callOne(
                member(endpoint),
                MaintenanceGrpc.getHashKVMethod(),
                HashKVRequest.newBuilder().setRevision(revision).build(),
                GrpcMaintenance::hash);
    }

    @Override
    public CompletableFuture<List<Member>> membersAsync(boolean linearizable) {
        return calls.call(
                ClusterGrpc.getMemberListMethod(),
                MemberListRequest.newBuilder().setLinearizable(linearizable).build(),
                CallKind.READ,
                answer -> answer.getMembersList().stream().map(GrpcMaintenance::member).toList());
    }

    private EndpointChannel member(Endpoint endpoint) {
        return calls.context().pool().members().stream()
                .filter(candidate -> candidate.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not of this client: " + endpoint));
    }

    /// A member that refuses to let this caller read is nevertheless one that can be read.
    private static EndpointHealth health(
            Endpoint endpoint, Duration took, @Nullable Throwable failure) {
        if (failure == null) {
            return new EndpointHealth(endpoint, true, took, "");
        }
        boolean refused =
                failure instanceof StoreException known
                        && known.code() == ErrorCode.PERMISSION_DENIED;
        return new EndpointHealth(
                endpoint, refused, took, refused ? "" : String.valueOf(failure.getMessage()));
    }

    private static MemberStatus status(StatusResponse wire) {
        return new MemberStatus(
                new MemberStatus.Identity(
                        wire.getHeader().getClusterId(),
                        wire.getHeader().getMemberId(),
                        wire.getHeader().getRevision()),
                wire.getVersion(),
                new MemberStatus.Size(wire.getDbSize(), wire.getDbSizeInUse()),
                new MemberStatus.RaftPosition(
                        wire.getLeader(),
                        wire.getRaftTerm(),
                        wire.getRaftIndex(),
                        wire.getRaftAppliedIndex()),
                wire.getIsLearner(),
                wire.getErrorsList());
    }

    private static HistoryHash hash(HashKVResponse wire) {
        return new HistoryHash(wire.getHash(), wire.getCompactRevision(), wire.getHashRevision());
    }

    private static Member member(io.leme.wire.rpc.Member wire) {
        return new Member(
                wire.getID(),
                wire.getName(),
                wire.getPeerURLsList(),
                wire.getClientURLsList(),
                wire.getIsLearner());
    }
}
