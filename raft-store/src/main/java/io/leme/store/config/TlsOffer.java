package io.leme.store.config;

import io.leme.store.config.TlsSettings.Offer;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;

/// The flags that say which TLS both ports speak.
final class TlsOffer {
    private static final String NEW = "TLS1.3";
    private static final String OLD = "TLS1.2";

    private final CommandLine line;
    private final List<String> problems;

    TlsOffer(CommandLine line, List<String> problems) {
        this.line = line;
        this.problems = problems;
    }

    Offer offer() {
        String lowest = version(Flag.TLS_MIN_VERSION).orElse(OLD);
        String highest = version(Flag.TLS_MAX_VERSION).orElse(NEW);
        if (lowest.compareTo(highest) > 0) {
            problems.add("--tls-min-version is above --tls-max-version");
        }
        List<String> protocols = new ArrayList<>();
        if (highest.equals(NEW)) {
            protocols.add("TLSv1.3");
        }
        if (lowest.equals(OLD)) {
            protocols.add("TLSv1.2");
        }
        return new Offer(protocols, suites(lowest));
    }

    private Optional<String> version(Flag flag) {
        Optional<String> given = line.given(flag).or(() -> Optional.of(flag.fallback()));
        given.filter(text -> !Set.of("", OLD, NEW).contains(text))
                .ifPresent(text ->
                        problems.add(
                                "--"
                                        + flag.spelling()
                                        + ": '"
                                        + text
                                        + "' is not TLS1.2 or"
                                        + " TLS1.3"));
        return given.filter(Set.of(OLD, NEW)::contains);
    }

    private List<String> suites(String lowest) {
        Optional<String> given = line.given(Flag.CIPHER_SUITES);
        if (given.isEmpty()) {
            return List.of();
        }
        if (lowest.equals(NEW)) {
            problems.add("cipher suites cannot be configured when only TLS1.3 is enabled");
        }
        List<String> suites = Arrays.stream(given.get().split(",")).map(String::strip).toList();
        Set<String> unknown = new TreeSet<>(suites);
        unknown.removeAll(known());
        unknown.forEach(
                suite -> problems.add("--cipher-suites: unexpected TLS cipher suite " + suite));
        return suites;
    }

    private static Set<String> known() {
        try {
            return Set.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has TLS", missing);
        }
    }
}
