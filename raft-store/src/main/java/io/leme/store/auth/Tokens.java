package io.leme.store.auth;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Knows whom a token stands for.
public interface Tokens {
    /// Empty when the token is not, or no longer, good.
    ///
    /// @param authRevision the current one
    Optional<Identity> identify(String token, long authRevision);

    /// Completes, and never fails, when the token is known or was not made known in time.
    default CompletableFuture<Void> await(String token, Duration patience) {
        return CompletableFuture.completedFuture(null);
    }
}
