package io.leme.store.rpc;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.leme.store.telemetry.CallCounter;
import io.leme.store.telemetry.Metrics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts the messages of calls and their bytes, as they are on the wire. One object for each
/// method: nothing is kept, and nothing allocated, for a call.
///
/// Threads: any.
final class CallTraffic extends ServerStreamTracer.Factory {
    private static final ServerStreamTracer NOBODYS = new ServerStreamTracer() {};

    private final Map<String, ServerStreamTracer> tracers = new HashMap<>();

    /// `calls` by the full names of their methods.
    CallTraffic(Metrics metrics, Map<String, CallCounter> calls) {
        LongAdder received = new LongAdder();
        LongAdder sent = new LongAdder();
        metrics.counter(
                "etcd_network_client_grpc_received_bytes",
                "Bytes of messages received from clients.",
                received::sum);
        metrics.counter(
                "etcd_network_client_grpc_sent_bytes",
                "Bytes of messages sent to clients.",
                sent::sum);
        calls.forEach(
                (method, counter) -> tracers.put(method, new OfMethod(counter, received, sent)));
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        return tracers.getOrDefault(method, NOBODYS);
    }

    private static final class OfMethod extends ServerStreamTracer {
        private final CallCounter calls;
        private final LongAdder receivedBytes;
        private final LongAdder sentBytes;

        OfMethod(CallCounter calls, LongAdder receivedBytes, LongAdder sentBytes) {
            this.calls = calls;
            this.receivedBytes = receivedBytes;
            this.sentBytes = sentBytes;
        }

        @Override
        public void inboundMessageRead(int number, long wireBytes, long uncompressedBytes) {
            calls.received();
            receivedBytes.add(wireBytes);
        }

        @Override
        public void outboundMessageSent(int number, long wireBytes, long uncompressedBytes) {
            calls.sent();
            sentBytes.add(wireBytes);
        }
    }
}
