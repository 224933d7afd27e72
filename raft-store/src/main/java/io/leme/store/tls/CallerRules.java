package io.leme.store.tls;

import java.nio.file.Path;
import java.util.Optional;

/// What a caller's certificate must be besides one of the authority.
///
/// @param revocations a list of certificates that are good no more
/// @param commonName the common name that it must have
/// @param hostname a name that it must be good for
public record CallerRules(
        Optional<Path> revocations, Optional<String> commonName, Optional<String> hostname) {
    public static final CallerRules NONE =
            new CallerRules(Optional.empty(), Optional.empty(), Optional.empty());
}
