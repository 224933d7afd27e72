package io.leme.store.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts the calls of one RPC: begun, and ended by status code; and their messages.
///
/// Threads: any.
public final class CallCounter {
    private final LongAdder started = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final Map<String, LongAdder> handled = new ConcurrentHashMap<>();
    private final MeterRegistry registry;
    private final Tags tags;

    /// `type` is `unary`, `server_stream` or `bidi_stream`.
    public CallCounter(MeterRegistry registry, String type, String service, String method) {
        this.registry = registry;
        this.tags = Tags.of("grpc_type", type, "grpc_service", service, "grpc_method", method);
        FunctionCounter.builder("grpc_server_started", started, LongAdder::sum)
                .tags(tags)
                .description("RPCs started on the server.")
                .register(registry);
        FunctionCounter.builder("grpc_server_msg_received", received, LongAdder::sum)
                .tags(tags)
                .description("Messages received on the server.")
                .register(registry);
        FunctionCounter.builder("grpc_server_msg_sent", sent, LongAdder::sum)
                .tags(tags)
                .description("Messages sent by the server.")
                .register(registry);
        codeCounter("OK");
    }

    public void started() {
        started.increment();
    }

    public void received() {
        received.increment();
    }

    public void sent() {
        sent.increment();
    }

    /// `code` is a gRPC code in Go's spelling.
    public void handled(String code) {
        LongAdder known = handled.get(code);
        (known == null ? codeCounter(code) : known).increment();
    }

    private LongAdder codeCounter(String code) {
        return handled.computeIfAbsent(
                code,
                fresh -> {
                    LongAdder counter = new LongAdder();
                    FunctionCounter.builder("grpc_server_handled", counter, LongAdder::sum)
                            .tags(tags.and("grpc_code", code))
                            .description("RPCs completed on the server, by code.")
                            .register(registry);
                    return counter;
                });
    }
}
