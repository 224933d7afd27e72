package io.leme.gateway;

import java.util.Set;

/// The name by which a server that listens somewhere is called from its own machine.
final class ReachableHost {
    private static final Set<String> ALSO_LOCAL =
            Set.of("localhost", "127.0.0.1", "::1", "0.0.0.0", "::");

    private ReachableHost() {}

    /// `localhost` wherever that leads to the server, else the address it listens on.
    static String of(String listenHost) {
        return ALSO_LOCAL.contains(listenHost) ? "localhost" : listenHost;
    }

    /// `https://HOST:PORT`, as it stands in configuration files.
    static String url(String listenHost, int port) {
        String host = of(listenHost);
        return "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
