package io.leme.gateway.pki;

import java.util.List;

/// What an identity is to say: who it is, by which host names it is reached, what it is for.
///
/// @param keyKind what kind of key it gets
/// @param commonName the subject's CN: the user name, where the identity is a client's
/// @param organizations the subject's O values: the groups, where the identity is a client's
/// @param hosts DNS names and IP addresses for the subject alternative name; empty for clients
/// @param server whether it may stand for a server in TLS
/// @param client whether it may stand for a client in TLS
public record Profile(
        KeyKind keyKind,
        String commonName,
        List<String> organizations,
        List<String> hosts,
        boolean server,
        boolean client) {

    /// A kind of key, by the name the platform has for it.
    public enum KeyKind {
        /// ECDSA on P-256: small and fast, and the choice for programs of our own.
        EC,
        /// RSA of 2048 bits: for keys that other people's programs read, of which some know no
        /// other (the Kubernetes client of fabric8 reads EC keys only with further libraries).
        RSA
    }

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

    /// A profile for a program of ours that calls others.
    public static Profile client(String commonName, String... organizations) {
        List<String> groups = List.of(organizations);
        return new Profile(KeyKind.EC, commonName, groups, List.of(), false, true);
    }

    /// A profile for a person, who will use it with programs of all kinds.
    public static Profile person(String commonName, String... organizations) {
        List<String> groups = List.of(organizations);
        return new Profile(KeyKind.RSA, commonName, groups, List.of(), false, true);
    }

    /// A profile for a program that is called under the given names.
    public static Profile server(String commonName, List<String> hosts) {
        return new Profile(KeyKind.EC, commonName, List.of(), hosts, true, false);
    }

    /// A profile for a program that both calls and is called by its equals.
    public static Profile peer(String commonName, List<String> hosts) {
        return new Profile(KeyKind.EC, commonName, List.of(), hosts, true, true);
    }
}
