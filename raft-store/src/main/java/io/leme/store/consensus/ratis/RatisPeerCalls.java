package io.leme.store.consensus.ratis;

import io.leme.store.consensus.PeerCalls;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// [PeerCalls] for the layers above: their kinds are 16 and more.
final class RatisPeerCalls implements PeerCalls {
    private static final byte FIRST_KIND = 16;

    private final PeerService service;
    private final PeerChannels channels;

    RatisPeerCalls(PeerService service, PeerChannels channels) {
        this.service = service;
        this.channels = channels;
    }

    @Override
    public CompletableFuture<byte[]> call(
            long member, byte kind, byte[] payload, Duration deadline) {
        checkKind(kind);
        return channels.call(member, kind, payload, deadline)
                .exceptionallyCompose(unreachable ->
                        CompletableFuture.failedFuture(
                                new StoreException(StoreError.TIMEOUT_CONNECTION_LOST)))
                .thenApply(PeerReply::unwrap);
    }

    @Override
    public void serve(byte kind, Handler handler) {
        checkKind(kind);
        service.serve(kind, handler);
    }

    private static void checkKind(byte kind) {
        if (kind < FIRST_KIND) {
            throw new IllegalArgumentException("peer call kind " + kind + " belongs to the log");
        }
    }
}
