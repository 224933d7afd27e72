package io.leme.store.rpc;

import io.grpc.stub.StreamObserver;
import io.leme.store.config.Release;
import io.leme.store.service.Maintenance;
import io.leme.store.service.MemberStatus;
import io.leme.wire.rpc.AlarmRequest;
import io.leme.wire.rpc.AlarmRequest.AlarmAction;
import io.leme.wire.rpc.AlarmResponse;
import io.leme.wire.rpc.DowngradeInfo;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.StatusRequest;
import io.leme.wire.rpc.StatusResponse;

/// etcd's Maintenance service.
final class MaintenanceService extends MaintenanceGrpc.MaintenanceImplBase {
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
