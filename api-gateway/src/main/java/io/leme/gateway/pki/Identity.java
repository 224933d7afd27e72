package io.leme.gateway.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/// A certificate and the private key that belongs to it.
///
/// @param certificate what is shown to the other side
/// @param key what proves it; never leaves this process but for its own file
public record Identity(X509Certificate certificate, PrivateKey key) {}
