package io.leme.gateway.http.probe;

import java.util.Optional;
import java.util.function.Supplier;

/// Looks at one thing that the server needs.
///
/// @param name as probes show it
/// @param fault what is wrong, if anything; bounded in time, safe for use by many threads
public record HealthCheck(String name, Supplier<Optional<String>> fault) {
    /// Says that the server answers at all.
    public static final HealthCheck PING = new HealthCheck("ping", Optional::empty);
}
