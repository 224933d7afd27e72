package io.leme.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is where in the data directory of `leme up`.
///
/// @param root absolute
public record DataDirectory(Path root) {
    /// At a path of the command line, or the default place.
    static DataDirectory at(@Nullable Path path) {
        Path given = path == null ? Path.of(UpOptions.DEFAULT_DATA_DIRECTORY) : path;
        return new DataDirectory(given.toAbsolutePath().normalize());
    }

    /// Held by the process that uses the directory.
    public Path lock() {
        return root.resolve("lock");
    }

    /// Keys and certificates.
    public Path keys() {
        return root.resolve("pki");
    }

    /// The store's own.
    public Path store() {
        return root.resolve("store");
    }

    /// For `kubectl`.
    public Path kubeconfig() {
        return root.resolve("kubeconfig");
    }

    /// Where the ports of the last start were, for `leme env`.
    public Path endpoints() {
        return root.resolve("endpoints.properties");
    }
}
