package io.leme.store;

import io.leme.store.auth.JwtKeys;
import io.leme.store.auth.JwtMethod;
import io.leme.store.auth.JwtTokens;
import io.leme.store.config.ConfigException;
import io.leme.store.config.LoginTokens;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What logins are answered with, out of the member's settings.
final class TokenChoice {
    private TokenChoice() {}

    /// Empty when tokens are texts that members remember.
    ///
    /// @throws ConfigException when the keys cannot be used
    static Optional<JwtTokens> signed(LoginTokens wanted) {
        return switch (wanted) {
            case LoginTokens.Simple() -> Optional.empty();
            case LoginTokens.Signed signed -> Optional.of(open(signed));
        };
    }

    private static JwtTokens open(LoginTokens.Signed wanted) {
        JwtMethod method =
                JwtMethod.of(wanted.method())
                        .orElseThrow(
                                () -> problem("sign-method " + wanted.method() + " is not known"));
        try {
            JwtKeys keys = JwtKeys.read(method, wanted.publicKey(), wanted.privateKey());
            return new JwtTokens(keys, wanted.ttl(), InstantSource.system());
        } catch (IOException unusable) {
            throw problem(String.valueOf(unusable.getMessage()));
        }
    }

    private static ConfigException problem(String what) {
        return new ConfigException(List.of("--auth-token: " + what));
    }
}
