package io.leme.store.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a login is answered with (etcd: `--auth-token`).
public sealed interface LoginTokens {
    /// A text that every member remembers.
    record Simple() implements LoginTokens {}

    /// A signed statement that nobody needs to remember.
    ///
    /// @param method as JSON web tokens name it, such as RS256
    record Signed(Optional<Path> publicKey, Optional<Path> privateKey, String method, Duration ttl)
            implements LoginTokens {}
}
