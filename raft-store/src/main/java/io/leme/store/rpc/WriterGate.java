package io.leme.store.rpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.leme.store.error.StoreError;
import io.leme.wire.rpc.AlarmRequest;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.TxnRequest;
import java.util.Set;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// Lets only one client write: the one whose certificate has the given common name. Everyone else
/// may read and watch.
final class WriterGate implements ServerInterceptor {
    /// RPCs that change nothing; all others are refused, also those that are yet to come.
    private static final Set<String> READING =
            Set.of(
                    "etcdserverpb.KV/Range",
                    "etcdserverpb.KV/RangeStream",
                    "etcdserverpb.Watch/Watch",
                    "etcdserverpb.Lease/LeaseTimeToLive",
                    "etcdserverpb.Lease/LeaseLeases",
                    "etcdserverpb.Cluster/MemberList",
                    "etcdserverpb.Maintenance/Status",
                    "etcdserverpb.Maintenance/Hash",
                    "etcdserverpb.Maintenance/HashKV",
                    "etcdserverpb.Auth/AuthStatus",
                    "etcdserverpb.Auth/Authenticate",
                    "v3electionpb.Election/Leader",
                    "v3electionpb.Election/Observe",
                    "grpc.health.v1.Health/Check",
                    "grpc.health.v1.Health/List",
                    "grpc.health.v1.Health/Watch");

    /// RPCs of which the request decides.
    private static final Set<String> MIXED =
            Set.of("etcdserverpb.KV/Txn", "etcdserverpb.Maintenance/Alarm");

    private static final Status REFUSED = Statuses.of(StoreError.PERMISSION_DENIED_ERROR);

    private final String writer;

    WriterGate(String writer) {
        this.writer = writer;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        if (READING.contains(method) || writer.equals(commonName(call))) {
            return next.startCall(call, metadata);
        }
        if (MIXED.contains(method)) {
            return readingOnly(call, next.startCall(call, metadata));
        }
        call.close(REFUSED, new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private static <Q, A> ServerCall.Listener<Q> readingOnly(
            ServerCall<Q, A> call, ServerCall.Listener<Q> listener) {
        return new SimpleForwardingServerCallListener<>(listener) {
            private boolean refused;

            @Override
            public void onMessage(@Nullable Q request) {
                if (request != null && changesSomething(request)) {
                    refused = true;
                    call.close(REFUSED, new Metadata());
                } else {
                    super.onMessage(request);
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

    private static boolean changesSomething(Object request) {
        return switch (request) {
            case TxnRequest txn -> changesSomething(txn);
            case AlarmRequest alarm -> alarm.getAction() != AlarmRequest.AlarmAction.GET;
            default -> true;
        };
    }

    private static boolean changesSomething(TxnRequest txn) {
        return txn.getSuccessList().stream().anyMatch(WriterGate::changesSomething)
                || txn.getFailureList().stream().anyMatch(WriterGate::changesSomething);
    }

    private static boolean changesSomething(RequestOp operation) {
        return switch (operation.getRequestCase()) {
            case REQUEST_RANGE, REQUEST_NOT_SET -> false;
            case REQUEST_PUT, REQUEST_DELETE_RANGE -> true;
            case REQUEST_TXN -> changesSomething(operation.getRequestTxn());
        };
    }

    /// The common name of the client's certificate, if it showed one.
    static @Nullable String commonName(ServerCall<?, ?> call) {
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        return session == null ? null : CommonName.in(session).orElse(null);
    }
}
