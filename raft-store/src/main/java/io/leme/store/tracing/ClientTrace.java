package io.leme.store.tracing;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The two headers in which a client says which trace it is in.
record ClientTrace(String parent, @Nullable String state) {
    static final TextMapGetter<ClientTrace> READER = new Reader();

    private static final class Reader implements TextMapGetter<ClientTrace> {
        @Override
        public Iterable<String> keys(ClientTrace trace) {
            return List.of("traceparent", "tracestate");
        }

        @Override
        public @Nullable String get(@Nullable ClientTrace trace, String name) {
            if (trace == null) {
                return null;
            }
            return switch (name) {
                case "traceparent" -> trace.parent;
                case "tracestate" -> trace.state;
                default -> null;
            };
        }
    }
}
