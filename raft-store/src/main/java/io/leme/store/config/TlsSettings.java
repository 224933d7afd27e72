package io.leme.store.config;

import java.nio.file.Path;
import java.util.Optional;

/// The certificate of a port. With a trusted authority every caller must show a certificate of it,
/// as in etcd, whose `--client-cert-auth` adds nothing to `--trusted-ca-file` but the demand for
/// it.
public record TlsSettings(Path certificate, Path privateKey, Optional<Path> trustedAuthority) {}
