package io.leme.store.rpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.leme.store.base.Ticker;
import io.leme.store.telemetry.CallTraces;
import io.leme.store.telemetry.CallTraces.Trace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Tells a collector of traces about calls, with the stages of those on the main path. Only there
/// when traces are wanted.
final class TracedCalls implements ServerInterceptor {
    private static final Metadata.Key<String> PARENT =
            Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> STATE =
            Metadata.Key.of("tracestate", Metadata.ASCII_STRING_MARSHALLER);

    private final CallTraces traces;
    private final CurrentAnswer current;

    TracedCalls(CallTraces traces, CurrentAnswer current) {
        this.traces = traces;
        this.current = current;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        Optional<Trace> trace = traces.began(method, metadata.get(PARENT), metadata.get(STATE));
        if (trace.isEmpty()) {
            return next.startCall(call, metadata);
        }
        Ending ending = new Ending(trace.get(), current, Ticker.SYSTEM.nanos());
        return new SimpleForwardingServerCallListener<>(
                next.startCall(
                        new SimpleForwardingServerCall<>(call) {
                            @Override
                            public void close(Status status, Metadata trailers) {
                                super.close(status, trailers);
                                ending.come(status);
                            }
                        },
                        metadata)) {
            @Override
            public void onCancel() {
                ending.come(Status.CANCELLED);
                super.onCancel();
            }
        };
    }

    /// The end of one call, which is told of once.
    private static final class Ending {
        private final Trace trace;
        private final CurrentAnswer current;
        private final long beganNanos;
        private final AtomicBoolean told = new AtomicBoolean();

        Ending(Trace trace, CurrentAnswer current, long beganNanos) {
            this.trace = trace;
            this.current = current;
            this.beganNanos = beganNanos;
        }

        void come(Status status) {
            if (told.compareAndSet(false, true)) {
                long now = Ticker.SYSTEM.nanos();
                trace.ended(
                        status.getCode().value(),
                        current.staged()
                                .map(answer -> answer.stages(beganNanos, now))
                                .orElse(List.of()));
            }
        }
    }
}
