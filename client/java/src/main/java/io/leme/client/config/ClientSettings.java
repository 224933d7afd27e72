package io.leme.client.config;

import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Everything a client is built from.
///
/// @param endpoints at least one, each once
/// @param tls null if no endpoint needs it; `https` endpoints without it trust whom the platform
///   trusts
/// @param userAgent put before what the transport says of itself
/// @param watchBufferBytes how many bytes of undelivered changes one watcher may hold before its
///   stream is no longer read; the answer that crosses the line is still kept whole
/// @param executor where futures complete and listeners are called; null for threads of the
///   client's own
public record ClientSettings(
        List<Endpoint> endpoints,
        @Nullable TlsMaterial tls,
        Timing timing,
        EndpointPolicy policy,
        String userAgent,
        long watchBufferBytes,
        @Nullable Executor executor) {
    public ClientSettings {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("a client needs an endpoint");
        }
        if (endpoints.stream().distinct().count() != endpoints.size()) {
            throw new IllegalArgumentException("an endpoint is given twice: " + endpoints);
        }
        if (watchBufferBytes < 1) {
            throw new IllegalArgumentException("watchBufferBytes is below 1: " + watchBufferBytes);
        }
    }
}
