package io.leme.store.config;

import io.leme.store.config.TlsSettings.Offer;
import io.leme.store.tls.CallerRules;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The TLS flags of one port; the peer port's have a prefix.
final class TlsFlags {
    private final Values values;
    private final List<String> problems;
    private final String prefix;
    private final Offer offer;

    TlsFlags(Values values, List<String> problems, String prefix, Offer offer) {
        this.values = values;
        this.problems = problems;
        this.prefix = prefix;
        this.offer = offer;
    }

    /// Empty when none of `urls` is https. Certificates without an https URL are a problem: etcd
    /// ignores them with a warning, and a port that was meant to be safe stays open.
    Optional<TlsSettings> settings(List<URI> urls) {
        Optional<Path> certificate = file("cert-file");
        Optional<Path> key = file("key-file");
        Optional<Path> authority = file("trusted-ca-file");
        boolean required = values.isOn(flag("client-cert-auth"));
        boolean secure = isSecure(urls);
        boolean mixed = secure && urls.stream().anyMatch(url -> "http".equals(url.getScheme()));
        if (mixed) {
            problems.add("one port has http and https URLs: " + urls);
        }
        if (required && authority.isEmpty()) {
            problems.add("--" + prefix + "client-cert-auth needs --" + prefix + "trusted-ca-file");
        }
        if (!secure) {
            if (certificate.isPresent() || key.isPresent() || authority.isPresent()) {
                problems.add(
                        "--"
                                + prefix
                                + "cert-file, --"
                                + prefix
                                + "key-file or --"
                                + prefix
                                + "trusted-ca-file is given, but the URL is http: "
                                + urls);
            }
            noticeRules(urls);
            return Optional.empty();
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            problems.add(
                    "https URLs need --"
                            + prefix
                            + "cert-file and --"
                            + prefix
                            + "key-file: "
                            + urls);
            return Optional.empty();
        }
        if (!prefix.isEmpty() && authority.isEmpty()) {
            problems.add("https peer URLs need --peer-trusted-ca-file: peers show certificates");
        }
        return Optional.of(
                new TlsSettings(
                        certificate.get(), key.get(), authority, callers(authority), offer));
    }

    /// Nobody shows a certificate there, so nobody is turned away for one.
    private void noticeRules(List<URI> urls) {
        String port = prefix.isEmpty() ? "client-" : prefix;
        for (String rule : List.of("crl-file", "cert-allowed-cn", "cert-allowed-hostname")) {
            Flag.of(port + rule)
                    .ifPresent(flag -> values.noticeNoEffect(flag, "the URL is http: " + urls));
        }
    }

    private CallerRules callers(Optional<Path> authority) {
        String port = prefix.isEmpty() ? "client-" : prefix;
        CallerRules rules =
                new CallerRules(
                        file(port + "crl-file", flag(port, "crl-file")),
                        prefix.isEmpty()
                                ? Optional.empty()
                                : values.given(Flag.PEER_CERT_ALLOWED_CN),
                        values.given(flag(port, "cert-allowed-hostname")));
        if (!rules.equals(CallerRules.NONE) && authority.isEmpty()) {
            problems.add(
                    "--"
                            + port
                            + "crl-file and --"
                            + port
                            + "cert-allowed-hostname need --"
                            + prefix
                            + "trusted-ca-file");
        }
        if (rules.commonName().isPresent() && rules.hostname().isPresent()) {
            problems.add(
                    "--peer-cert-allowed-cn and --peer-cert-allowed-hostname exclude each other");
        }
        return rules;
    }

    boolean isSecure(List<URI> urls) {
        return urls.stream().anyMatch(url -> "https".equals(url.getScheme()));
    }

    private Optional<Path> file(String name) {
        return file(prefix + name, flag(name));
    }

    private Optional<Path> file(String spelling, Flag flag) {
        Optional<Path> path = values.path(flag);
        path.filter(file -> !Files.isReadable(file))
                .ifPresent(file -> problems.add("--" + spelling + ": cannot read file " + file));
        return path;
    }

    private Flag flag(String name) {
        return flag(prefix, name);
    }

    private static Flag flag(String port, String name) {
        return Flag.of(port + name).orElseThrow();
    }
}
