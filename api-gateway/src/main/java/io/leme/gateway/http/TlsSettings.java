package io.leme.gateway.http;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// What the server shows in TLS handshakes.
///
/// @param chain the server's certificate, then those that lead to its authority
/// @param key of the first
/// @param clientAuthorities named to clients, so that they know which certificate to send; may be
///   empty, and then none is asked for by name
public record TlsSettings(
        List<X509Certificate> chain, PrivateKey key, List<X509Certificate> clientAuthorities) {
    public TlsSettings {
        chain = List.copyOf(chain);
        clientAuthorities = List.copyOf(clientAuthorities);
    }
}
