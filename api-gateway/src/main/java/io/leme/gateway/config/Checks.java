package io.leme.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks single values of a command line; what is wrong becomes a problem that names the flag.
///
/// @param problems receives what is wrong
record Checks(List<String> problems) {
    private static final int MAX_PORT = 65_535;

    /// A file that has to exist, if it was given.
    Optional<Path> file(String flag, @Nullable Path path) {
        if (path == null) {
            return Optional.empty();
        }
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            problems.add(flag + ": " + path + " is not a file that can be read");
        }
        return Optional.of(path.toAbsolutePath().normalize());
    }

    /// A port to listen on; 0 stands for any free one.
    void port(String flag, int port) {
        if (port < 0 || port > MAX_PORT) {
            problems.add(flag + ": " + port + " is not a port");
        }
    }

    /// Two flags of which one is of no use without the other.
    void together(String one, boolean oneGiven, String other, boolean otherGiven) {
        if (oneGiven != otherGiven) {
            problems.add(
                    (oneGiven ? one : other) + " needs " + (oneGiven ? other : one) + " with it");
        }
    }

    /// Addresses of store members, `http://HOST:PORT` or `https://HOST:PORT`.
    void endpoints(String flag, List<String> endpoints) {
        for (String endpoint : endpoints) {
            if (!isEndpoint(endpoint)) {
                problems.add(flag + ": " + endpoint + " is not of the form http[s]://HOST:PORT");
            }
        }
    }

    private static boolean isEndpoint(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getPort() > 0;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
