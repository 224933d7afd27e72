package io.leme.store.config;

import io.leme.store.tls.CallerRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The certificate of a port. With a trusted authority every caller must show a certificate of it,
/// as in etcd, whose `--client-cert-auth` adds nothing to `--trusted-ca-file` but the demand for
/// it; `callers` says what else it must be.
public record TlsSettings(
        Path certificate,
        Path privateKey,
        Optional<Path> trustedAuthority,
        CallerRules callers,
        Offer offer) {

    /// With the usual versions, for every caller that the authority has certified.
    public TlsSettings(Path certificate, Path privateKey, Optional<Path> trustedAuthority) {
        this(certificate, privateKey, trustedAuthority, CallerRules.NONE, Offer.USUAL);
    }

    /// What a port speaks, in Java's names.
    ///
    /// @param protocols versions of TLS, the best one first
    /// @param cipherSuites those of TLS 1.2; empty for the usual ones
    public record Offer(List<String> protocols, List<String> cipherSuites) {
        public static final Offer USUAL = new Offer(List.of("TLSv1.3", "TLSv1.2"), List.of());

        public Offer {
            protocols = List.copyOf(protocols);
            cipherSuites = List.copyOf(cipherSuites);
        }
    }
}
