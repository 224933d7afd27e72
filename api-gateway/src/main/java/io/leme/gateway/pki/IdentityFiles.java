package io.leme.gateway.pki;

import java.nio.file.Path;

/// Where an identity is kept.
///
/// @param certificate a PEM file, readable by all
/// @param key a PEM file of a PKCS #8 private key, readable by its owner alone
public record IdentityFiles(Path certificate, Path key) {

    /// The identity in these files.
    ///
    /// @throws PkiException if one is missing or is not what it should be
    public Identity read() {
        return new Identity(
                PemFiles.certificates(certificate).getFirst(), PemFiles.privateKey(key));
    }
}
