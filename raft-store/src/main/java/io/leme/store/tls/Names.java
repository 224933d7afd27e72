package io.leme.store.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/// The names of a certificate.
public final class Names {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private Names() {}

    public static Optional<String> commonName(X509Certificate certificate) {
        try {
            LdapName name = new LdapName(certificate.getSubjectX500Principal().getName());
            return name.getRdns().stream()
                    .filter(part -> "CN".equalsIgnoreCase(part.getType()))
                    .map(Rdn::getValue)
                    .map(Object::toString)
                    .findFirst();
        } catch (InvalidNameException malformed) {
            return Optional.empty();
        }
    }

    static boolean hasCommonName(X509Certificate certificate, String wanted) {
        return commonName(certificate).filter(wanted::equals).isPresent();
    }

    /// Whether one of its alternative names is `host`; a `*` stands for its first label.
    static boolean isFor(X509Certificate certificate, String host) {
        Collection<List<?>> names;
        try {
            names = certificate.getSubjectAlternativeNames();
        } catch (CertificateParsingException malformed) {
            return false;
        }
        String wanted = host.toLowerCase(Locale.ROOT);
        return names != null
                && names.stream()
                        .filter(name ->
                                name.get(0) instanceof Integer kind
                                        && (kind == DNS || kind == ADDRESS))
                        .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                        .anyMatch(name -> matches(name, wanted));
    }

    private static boolean matches(String name, String wanted) {
        if (!name.startsWith("*.")) {
            return name.equals(wanted);
        }
        int dot = wanted.indexOf('.');
        return dot > 0 && name.substring(1).equals(wanted.substring(dot));
    }
}
