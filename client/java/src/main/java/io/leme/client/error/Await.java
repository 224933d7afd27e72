package io.leme.client.error;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Turns a future answer into an answer: the bridge between the two styles of the interface.
public final class Await {
    private Await() {}

    /// Waits for an answer of this client. There is no time limit here, since every request has its
    /// own.
    ///
    /// @throws StoreException the failure of the request; also when the waiting thread is
    ///   interrupted, which cancels the request and leaves its outcome unknown
    public static <T> T answer(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw unwrapped(failure.getCause());
        } catch (InterruptedException interrupt) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new StoreException(
                    ErrorFamily.UNKNOWN_OUTCOME,
                    ErrorCode.CANCELLED,
                    "interrupted while waiting for the store",
                    interrupt);
        } catch (CancellationException cancelled) {
            throw new StoreException(
                    ErrorFamily.UNKNOWN_OUTCOME,
                    ErrorCode.CANCELLED,
                    "the request was cancelled",
                    cancelled);
        }
    }

    private static RuntimeException unwrapped(@Nullable Throwable cause) {
        if (cause instanceof StoreException failure) {
            return failure.seenByCaller();
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("the request failed in the client itself", cause);
    }
}
