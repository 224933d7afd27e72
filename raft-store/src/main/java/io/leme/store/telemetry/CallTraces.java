package io.leme.store.telemetry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells a collector of traces about calls. Threads: any; nothing here waits for the collector.
public interface CallTraces extends AutoCloseable {
    /// A call that is told of when it ends.
    interface Trace {
        /// @param code gRPC's number of the status
        /// @param stages where the time of the call went, in times of [System#nanoTime]; may be
        ///   empty
        void ended(int code, List<Stages.Stage> stages);
    }

    /// A call has come.
    ///
    /// @param method as gRPC names it: package and service, a slash, the method
    /// @param parent the trace that the client is in, in W3C's `traceparent`
    /// @param state what goes with it, in W3C's `tracestate`
    /// @return nothing when this call is not one of those that are told of
    Optional<Trace> began(String method, @Nullable String parent, @Nullable String state);

    /// Hands over what has not been told yet; waits for that, but not for long.
    @Override
    void close();
}
