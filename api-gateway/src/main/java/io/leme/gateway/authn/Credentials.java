package io.leme.gateway.authn;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// What a request came with.
///
/// @param certificates the chain shown in the TLS handshake, the caller's own first; possession of
///   its key is proven, but nobody has yet looked at who signed it; empty if none was shown
/// @param bearerToken of the `Authorization` header
public record Credentials(List<X509Certificate> certificates, Optional<String> bearerToken) {
    public Credentials {
        certificates = List.copyOf(certificates);
    }

    /// Whether the caller did not even try to say who they are.
    public boolean areAbsent() {
        return certificates.isEmpty() && bearerToken.isEmpty();
    }

    @Override
    public String toString() {
        String token = bearerToken.isPresent() ? ", a token]" : "]";
        return "Credentials[" + certificates.size() + " certificates" + token;
    }
}
