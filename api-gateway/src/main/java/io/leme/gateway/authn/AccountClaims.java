package io.leme.gateway.authn;

import io.leme.gateway.meta.NamespacedName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a token of a service account says.
///
/// @param account whose it is
/// @param uid of the account: one of the same name that is made later is another one
/// @param audiences whom it is for, at least one
/// @param boundTo what has to live as long as it; empty when it is only the account
/// @param issuedAt when it was made
/// @param expiresAt when it ends
public record AccountClaims(
        NamespacedName account,
        String uid,
        List<String> audiences,
        Optional<Bound> boundTo,
        Instant issuedAt,
        Instant expiresAt) {
    /// An object that a token is bound to.
    ///
    /// @param kind `Pod`, `Secret` or `Node`
    public record Bound(String kind, String name, String uid) {}

    public AccountClaims {
        audiences = List.copyOf(audiences);
        if (audiences.isEmpty()) {
            throw new IllegalArgumentException("a token is for somebody");
        }
    }
}
