package io.leme.store.rpc;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.leme.store.service.Callers;
import io.leme.store.watch.WatchHub;
import io.leme.store.watch.WatchMessage;
import io.leme.wire.rpc.WatchGrpc;
import io.leme.wire.rpc.WatchRequest;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// etcd's Watch service, bound by hand because its responses are not built by generated code.
final class WatchService implements BindableService {
    private final WatchHub hub;
    private final Callers callers;
    private final Headers headers;
    private final OpenStreams streams;
    private final ProgressTimer timer;

    /// Wakes each stream after `interval` and up to a tenth more, so that streams that were opened
    /// together are not woken together.
    record ProgressTimer(
            Duration interval, RandomGenerator random, ScheduledExecutorService timers) {
        ScheduledFuture<?> start(Runnable tick) {
            long millis = interval.toMillis();
            long period = millis + random.nextLong(millis / 10 + 1);
            return timers.scheduleAtFixedRate(tick, period, period, TimeUnit.MILLISECONDS);
        }
    }

    WatchService(
            WatchHub hub,
            Callers callers,
            Headers headers,
            OpenStreams streams,
            ProgressTimer timer) {
        this.hub = hub;
        this.callers = callers;
        this.headers = headers;
        this.streams = streams;
        this.timer = timer;
    }

    @Override
    public ServerServiceDefinition bindService() {
        var generated = WatchGrpc.getWatchMethod();
        MethodDescriptor<WatchRequest, WatchMessage> method =
                generated.toBuilder(generated.getRequestMarshaller(), new WatchFrames(headers))
                        .setSchemaDescriptor(generated.getSchemaDescriptor())
                        .build();
        ServiceDescriptor service =
                ServiceDescriptor.newBuilder(WatchGrpc.SERVICE_NAME)
                        .setSchemaDescriptor(WatchGrpc.getServiceDescriptor().getSchemaDescriptor())
                        .addMethod(method)
                        .build();
        return ServerServiceDefinition.builder(service).addMethod(method, this::open).build();
    }

    private ServerCall.Listener<WatchRequest> open(
            ServerCall<WatchRequest, WatchMessage> call, Metadata metadata) {
        WatchCall opened = new WatchCall(call, hub, callers, timer);
        streams.add(opened);
        return opened;
    }
}
