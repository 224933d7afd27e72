package io.leme.client.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// The address of one member for clients.
///
/// @param host name or address; IPv6 addresses without brackets
/// @param port 1 to 65535
/// @param security what the scheme says about TLS
public record Endpoint(String host, int port, Security security) {
    private static final int DEFAULT_PORT = 2379;
    private static final int MAX_PORT = 65_535;

    /// What the scheme of an address asks for, as etcd's client reads it.
    public enum Security {
        /// `http://`: never TLS.
        PLAIN,
        /// `https://`: always TLS.
        TLS,
        /// No scheme: TLS if the client has TLS material.
        AS_CLIENT
    }

    public Endpoint {
        if (host.isBlank()) {
            throw new IllegalArgumentException("an endpoint needs a host");
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /// Reads `http://host:port`, `https://host:port`, or `host:port`; without a port it is 2379.
    ///
    /// @throws IllegalArgumentException if the text is none of these
    public static Endpoint parse(String text) {
        URI uri = uri(text.contains("://") ? text : "any://" + text, text);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        boolean more = uri.getPath() != null && !uri.getPath().matches("/?");
        if (host == null || more || uri.getQuery() != null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("not an endpoint: " + text);
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return new Endpoint(bare, port, security(scheme, text));
    }

    private static URI uri(String candidate, String text) {
        try {
            return new URI(candidate);
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException("not an endpoint: " + text, wrong);
        }
    }

    private static Security security(String scheme, String text) {
        return switch (scheme) {
            case "http" -> Security.PLAIN;
            case "https" -> Security.TLS;
            case "any" -> Security.AS_CLIENT;
            default -> throw new IllegalArgumentException("not an endpoint: " + text);
        };
    }

    /// `host:port`, with brackets around an IPv6 address.
    public String authority() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String toString() {
        return switch (security) {
            case PLAIN -> "http://" + authority();
            case TLS -> "https://" + authority();
            case AS_CLIENT -> authority();
        };
    }
}
