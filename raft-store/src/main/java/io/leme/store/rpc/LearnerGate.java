package io.leme.store.rpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.leme.store.error.StoreError;
import io.leme.store.service.Members;
import io.leme.wire.rpc.RangeRequest;
import java.util.Set;

/// What a member without a vote answers, as in etcd: its status, reads of what it has itself, and
/// its snapshot. Everything else belongs to those who vote.
final class LearnerGate implements ServerInterceptor {
    private static final Set<String> SERVED =
            Set.of(
                    "etcdserverpb.Maintenance/Status",
                    "etcdserverpb.Maintenance/Snapshot",
                    "grpc.health.v1.Health/Check",
                    "grpc.health.v1.Health/List",
                    "grpc.health.v1.Health/Watch");

    private static final String RANGE = "etcdserverpb.KV/Range";
    private static final Status REFUSED = Statuses.of(StoreError.NOT_FOR_LEARNERS);

    private final Members members;

    LearnerGate(Members members) {
        this.members = members;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        if (!members.isLearner() || SERVED.contains(method)) {
            return next.startCall(call, metadata);
        }
        if (method.equals(RANGE)) {
            return serializableOnly(call, next.startCall(call, metadata));
        }
        call.close(REFUSED, new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private static <Q, A> ServerCall.Listener<Q> serializableOnly(
            ServerCall<Q, A> call, ServerCall.Listener<Q> listener) {
        return new SimpleForwardingServerCallListener<>(listener) {
            private boolean refused;

            @Override
            public void onMessage(Q request) {
                if (request instanceof RangeRequest range && range.getSerializable()) {
                    super.onMessage(request);
                } else {
                    refused = true;
                    call.close(REFUSED, new Metadata());
                }
            }

            @Override
            public void onHalfClose() {
                if (!refused) {
                    super.onHalfClose();
                }
            }
        };
    }
}
