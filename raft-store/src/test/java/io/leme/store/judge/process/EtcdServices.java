package io.leme.store.judge.process;

import io.grpc.ServiceDescriptor;
import io.leme.wire.election.ElectionGrpc;
import io.leme.wire.lock.LockGrpc;
import io.leme.wire.rpc.AuthGrpc;
import io.leme.wire.rpc.ClusterGrpc;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.WatchGrpc;
import java.util.List;

/// The services of etcd's API.
public final class EtcdServices {
    public static final List<ServiceDescriptor> ALL =
            List.of(
                    KVGrpc.getServiceDescriptor(),
                    WatchGrpc.getServiceDescriptor(),
                    LeaseGrpc.getServiceDescriptor(),
                    ClusterGrpc.getServiceDescriptor(),
                    MaintenanceGrpc.getServiceDescriptor(),
                    AuthGrpc.getServiceDescriptor(),
                    LockGrpc.getServiceDescriptor(),
                    ElectionGrpc.getServiceDescriptor());

    private EtcdServices() {}
}
