package io.leme.store.service;

import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/// The bounded queue of work that is too long for an event loop. Whatever finds it full is refused
/// with etcd's TOO_MANY_REQUESTS.
public final class ReadQueue {
    private final Executor executor;

    /// `executor` throws [RejectedExecutionException] when it is full.
    public ReadQueue(Executor executor) {
        this.executor = executor;
    }

    /// Runs `reading` when its turn comes; never throws.
    // Whatever goes wrong while reading must reach the caller, also a fault of the program.
    @SuppressWarnings("IllegalCatch")
    public <A> CompletableFuture<A> submit(Supplier<A> reading) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> {
                try {
                    answer.complete(reading.get());
                } catch (RuntimeException failure) {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException full) {
            answer.completeExceptionally(new StoreException(StoreError.TOO_MANY_REQUESTS));
        }
        return answer;
    }
}
