package io.leme.gateway.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits until the engine wants more of a stream: how a slow client holds back the source.
final class ConsumedParts {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumedParts.class);

    private ConsumedParts() {}

    /// @return whether the client is still there
    static boolean await(CompletableFuture<Void> consumed) throws InterruptedException {
        try {
            consumed.get();
            return true;
        } catch (ExecutionException e) {
            LOG.trace("The client left its stream", e);
            return false;
        }
    }
}
