package io.leme.store.rpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.leme.store.config.Release;
import io.leme.store.mvcc.StateHash;
import io.leme.store.service.Maintenance;
import io.leme.store.service.MemberStatus;
import io.leme.wire.rpc.AlarmRequest;
import io.leme.wire.rpc.AlarmRequest.AlarmAction;
import io.leme.wire.rpc.AlarmResponse;
import io.leme.wire.rpc.DowngradeInfo;
import io.leme.wire.rpc.HashKVRequest;
import io.leme.wire.rpc.HashKVResponse;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.StatusRequest;
import io.leme.wire.rpc.StatusResponse;

/// etcd's Maintenance service.
final class MaintenanceService extends MaintenanceGrpc.MaintenanceImplBase {
    private static final Status PAST_HASH =
            Status.UNIMPLEMENTED.withDescription("the hash of a past revision is not implemented");

    private final Maintenance maintenance;
    private final Headers headers;

    MaintenanceService(Maintenance maintenance, Headers headers) {
        this.maintenance = maintenance;
        this.headers = headers;
    }

    /// No alarm is ever raised yet, so the list of them is empty; raising one by hand is refused.
    @Override
    public void alarm(AlarmRequest request, StreamObserver<AlarmResponse> caller) {
        if (request.getAction() != AlarmAction.GET) {
            super.alarm(request, caller);
            return;
        }
        Answers.send(AlarmResponse.newBuilder().setHeader(headers.current()).build(), caller);
    }

    /// The hash is over the state of now: one of a past revision is not there yet, and is refused
    /// rather than answered by another's.
    @Override
    public void hashKV(HashKVRequest request, StreamObserver<HashKVResponse> caller) {
        var _ =
                maintenance
                        .hash(request.getRevision())
                        .whenComplete((hash, failure) -> {
                            if (failure != null) {
                                caller.onError(Answers.error(failure));
                            } else if (request.getRevision() > 0
                                    && request.getRevision() != hash.revision()) {
                                caller.onError(PAST_HASH.asException());
                            } else {
                                Answers.send(hashed(hash), caller);
                            }
                        });
    }

    private HashKVResponse hashed(StateHash hash) {
        return HashKVResponse.newBuilder()
                .setHeader(headers.at(hash.revision()))
                .setHash((int) hash.hash())
                .setCompactRevision(hash.compactRevision())
                .setHashRevision(hash.revision())
                .build();
    }

    @Override
    public void status(StatusRequest request, StreamObserver<StatusResponse> caller) {
        MemberStatus status = maintenance.status();
        StatusResponse response =
                StatusResponse.newBuilder()
                        .setHeader(headers.current())
                        .setVersion(Release.ETCD_VERSION)
                        .setStorageVersion(Release.ETCD_MINOR_VERSION)
                        .setDbSize(status.databaseSize())
                        .setDbSizeInUse(status.databaseSizeInUse())
                        .setLeader(status.leader())
                        .setRaftIndex(status.committedIndex())
                        .setRaftAppliedIndex(status.appliedIndex())
                        .setRaftTerm(status.term())
                        .addAllErrors(status.errors())
                        .setDowngradeInfo(DowngradeInfo.getDefaultInstance())
                        .build();
        Answers.send(response, caller);
    }
}
