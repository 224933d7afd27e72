package io.leme.store.consensus;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Small requests between members, over the peer port. Payloads are at most 8 MiB.
public interface PeerCalls {
    /// Fails with [io.leme.store.error.StoreException]: UNAVAILABLE family errors when the peer
    /// cannot be reached or has no handler; the handler's own StoreException arrives as such.
    CompletableFuture<byte[]> call(long member, byte kind, byte[] payload, Duration deadline);

    /// Registers the handler of a kind. Kinds below 16 belong to the log itself.
    void serve(byte kind, Handler handler);

    @FunctionalInterface
    interface Handler {
        CompletableFuture<byte[]> handle(byte[] payload);
    }
}
