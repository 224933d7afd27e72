package io.leme.gateway.pki;

import java.util.List;

/// What an identity is to say: who it is, by which host names it is reached, what it is for.
///
/// @param commonName the subject's CN: the user name, where the identity is a client's
/// @param organizations the subject's O values: the groups, where the identity is a client's
/// @param hosts DNS names and IP addresses for the subject alternative name; empty for clients
/// @param server whether it may stand for a server in TLS
/// @param client whether it may stand for a client in TLS
public record Profile(
        String commonName,
        List<String> organizations,
        List<String> hosts,
        boolean server,
        boolean client) {

    public Profile {
        if (commonName.isBlank()) {
            throw new IllegalArgumentException("a certificate needs a common name");
        }
        if (!server && !client) {
            throw new IllegalArgumentException("a certificate that is good for nothing");
        }
        organizations = List.copyOf(organizations);
        hosts = List.copyOf(hosts);
    }

    /// A profile for a program or person that calls others.
    public static Profile client(String commonName, String... organizations) {
        return new Profile(commonName, List.of(organizations), List.of(), false, true);
    }

    /// A profile for a program that is called under the given names.
    public static Profile server(String commonName, List<String> hosts) {
        return new Profile(commonName, List.of(), hosts, true, false);
    }

    /// A profile for a program that both calls and is called by its equals.
    public static Profile peer(String commonName, List<String> hosts) {
        return new Profile(commonName, List.of(), hosts, true, true);
    }
}
