package io.leme.client.config;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whom to trust and who to be, as PEM files.
///
/// The files are read when the client is built and again whenever they change, looked at once a
/// minute, so that certificates can be replaced without a restart. New connections use the new
/// files; connections that stand are left alone.
///
/// @param certificateAuthorities certificates that may sign the servers'; null for those the
///   platform trusts
/// @param certificateChain the client's own certificate, then its issuers; null for none
/// @param privateKey the key of the client's certificate, PKCS 8, not encrypted; given if and only
///   if `certificateChain` is
public record TlsMaterial(
        @Nullable Path certificateAuthorities,
        @Nullable Path certificateChain,
        @Nullable Path privateKey) {
    public TlsMaterial {
        if ((certificateChain == null) != (privateKey == null)) {
            throw new IllegalArgumentException("a certificate and its key belong together");
        }
    }

    /// Trust these authorities; show no certificate.
    public static TlsMaterial trusting(Path certificateAuthorities) {
        return new TlsMaterial(Objects.requireNonNull(certificateAuthorities), null, null);
    }

    /// Trust whom the platform trusts; show no certificate.
    public static TlsMaterial platform() {
        return new TlsMaterial(null, null, null);
    }

    /// The same trust with a certificate of the client's own.
    public TlsMaterial withIdentity(Path newCertificateChain, Path newPrivateKey) {
        return new TlsMaterial(certificateAuthorities, newCertificateChain, newPrivateKey);
    }
}
