package io.leme.store.rpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.leme.store.telemetry.CallCounter;
import io.leme.store.telemetry.Metrics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Counts calls by method and code, with a series for every method from the start.
final class CallMetrics implements ServerInterceptor {
    private final Map<String, CallCounter> counters = new HashMap<>();

    private final SlowCalls slow;
    private final ClientVersions versions = new ClientVersions();

    CallMetrics(Metrics metrics, Collection<ServiceDescriptor> services, SlowCalls slow) {
        this.slow = slow;
        metrics.values(
                "etcd_server_client_requests_total",
                "Calls, by the version that their clients say they have.",
                "counter",
                versions::totals);
        for (ServiceDescriptor service : services) {
            for (MethodDescriptor<?, ?> method : service.getMethods()) {
                String name = String.valueOf(method.getBareMethodName());
                counters.put(
                        method.getFullMethodName(),
                        metrics.calls(type(method.getType()), service.getName(), name));
            }
        }
    }

    /// Counts the messages of the same calls.
    CallTraffic traffic(Metrics metrics) {
        return new CallTraffic(metrics, counters);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
        CallCounter counter = counters.get(call.getMethodDescriptor().getFullMethodName());
        if (counter == null) {
            return next.startCall(call, metadata);
        }

        counter.started();
        boolean unary = call.getMethodDescriptor().getType() == MethodType.UNARY;
        versions.count(unary, metadata);
        long started = unary ? slow.started() : 0;
        return next.startCall(
                new SimpleForwardingServerCall<>(call) {
                    @Override
                    public void close(Status status, Metadata trailers) {
                        counter.handled(name(status.getCode()));
                        super.close(status, trailers);
                        if (unary) {
                            slow.ended(getMethodDescriptor().getFullMethodName(), status, started);
                        }
                    }
                },
                metadata);
    }

    /// As gRPC for Go spells it.
    static String type(MethodType type) {
        return switch (type) {
            case SERVER_STREAMING -> "server_stream";
            case CLIENT_STREAMING -> "client_stream";
            case BIDI_STREAMING -> "bidi_stream";
            case UNARY, UNKNOWN -> "unary";
        };
    }

    /// As gRPC for Go spells it.
    static String name(Status.Code code) {
        return switch (code) {
            case OK -> "OK";
            case CANCELLED -> "Canceled";
            case UNKNOWN -> "Unknown";
            case INVALID_ARGUMENT -> "InvalidArgument";
            case DEADLINE_EXCEEDED -> "DeadlineExceeded";
            case NOT_FOUND -> "NotFound";
            case ALREADY_EXISTS -> "AlreadyExists";
            case PERMISSION_DENIED -> "PermissionDenied";
            case RESOURCE_EXHAUSTED -> "ResourceExhausted";
            case FAILED_PRECONDITION -> "FailedPrecondition";
            case ABORTED -> "Aborted";
            case OUT_OF_RANGE -> "OutOfRange";
            case UNIMPLEMENTED -> "Unimplemented";
            case INTERNAL -> "Internal";
            case UNAVAILABLE -> "Unavailable";
            case DATA_LOSS -> "DataLoss";
            case UNAUTHENTICATED -> "Unauthenticated";
        };
    }
}
