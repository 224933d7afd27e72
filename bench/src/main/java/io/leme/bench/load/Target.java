package io.leme.bench.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the load goes: etcd client URLs, and for `https` the files that identify both sides.
public record Target(List<URI> endpoints, Optional<Tls> tls) {
    public Target {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("at least one endpoint");
        }
    }

    /// PEM files.
    public record Tls(Path trustedCa, Optional<Path> certificate, Optional<Path> key) {}
}
