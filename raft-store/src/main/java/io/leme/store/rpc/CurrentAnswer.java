package io.leme.store.rpc;

import io.leme.store.telemetry.Staged;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The answer that is being given on this thread. Who gives it knows its stages; who closes the
/// call knows how long that took; and between the two lies nothing but gRPC, on the same thread.
///
/// Threads: any; nothing is allocated for an answer.
final class CurrentAnswer {
    // There is one of these for a client port, so no thread gathers many.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Staged> current = new ThreadLocal<>();

    /// `answer` is given from now on, which matters where it has stages.
    void begin(CompletableFuture<?> answer) {
        if (answer instanceof Staged staged) {
            current.set(staged);
        }
    }

    void end() {
        current.set(null);
    }

    Optional<Staged> staged() {
        return Optional.ofNullable(current.get());
    }
}
