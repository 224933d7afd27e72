package io.leme.client.fake;

import io.grpc.stub.StreamObserver;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.StatusRequest;
import io.leme.wire.rpc.StatusResponse;

/// A member that leads and is well.
final class FakeMaintenance extends MaintenanceGrpc.MaintenanceImplBase {
    private final FakeStore store;
    private final Faults faults;

    FakeMaintenance(FakeStore store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    @Override
    public void status(StatusRequest request, StreamObserver<StatusResponse> client) {
        if (faults.mayDo(client)) {
            faults.answer(
                    client,
                    StatusResponse.newBuilder()
                            .setHeader(store.header())
                            .setVersion("3.6.0")
                            .setLeader(store.header().getMemberId())
                            .build());
        }
    }
}
