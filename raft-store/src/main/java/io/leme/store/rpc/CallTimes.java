package io.leme.store.rpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.leme.store.base.Ticker;
import io.leme.store.telemetry.Metrics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/// Measures every call by its method (etcd: `--metrics=extensive`).
final class CallTimes implements ServerInterceptor {
    private final Map<String, LongConsumer> times = new HashMap<>();
    private final Ticker ticker;

    CallTimes(Metrics metrics, Collection<ServiceDescriptor> services, Ticker ticker) {
        this.ticker = ticker;
        for (ServiceDescriptor service : services) {
            for (MethodDescriptor<?, ?> method : service.getMethods()) {
                times.put(
                        method.getFullMethodName(),
                        metrics.callTimes(
                                CallMetrics.type(method.getType()),
                                service.getName(),
                                String.valueOf(method.getBareMethodName())));
            }
        }
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
        LongConsumer time = times.get(call.getMethodDescriptor().getFullMethodName());
        if (time == null) {
            return next.startCall(call, metadata);
        }

        long started = ticker.nanos();
        return next.startCall(
                new SimpleForwardingServerCall<>(call) {
                    @Override
                    public void close(Status status, Metadata trailers) {
                        time.accept(ticker.nanos() - started);
                        super.close(status, trailers);
                    }
                },
                metadata);
    }
}
