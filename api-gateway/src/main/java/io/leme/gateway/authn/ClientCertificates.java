package io.leme.gateway.authn;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/// Knows callers by certificate: the subject's CN is the user and each O a group, as in Kubernetes.
///
/// The certificate has to lead to one of the given authorities, be within its validity, and be
/// meant for clients. Revocation lists are not consulted, as in Kubernetes.
public final class ClientCertificates implements Authenticator {
    private static final String CLIENT_USE = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USE = "2.5.29.37.0";

    /// Checking signatures takes longer than many a request; chains are remembered for a while.
    private static final int MOST_KNOWN = 4096;

    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

    private final Map<List<X509Certificate>, Known> known = new ConcurrentHashMap<>();
    private final Set<TrustAnchor> authorities;
    private final Clock clock;

    public ClientCertificates(Collection<X509Certificate> authorities, Clock clock) {
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException("no authority to check client certificates by");
        }
        this.authorities =
                authorities.stream()
                        .map(each -> new TrustAnchor(each, null))
                        .collect(Collectors.toUnmodifiableSet());
        this.clock = clock;
    }

    @Override
    public Verdict authenticate(Credentials credentials) {
        List<X509Certificate> chain = credentials.certificates();
        if (chain.isEmpty()) {
            return new Verdict.Absent();
        }
        Known remembered = known.get(chain);
        if (remembered != null && clock.instant().isBefore(remembered.until())) {
            return remembered.verdict();
        }
        Verdict verdict = judge(credentials);
        if (verdict instanceof Verdict.Known good) {
            remember(chain, good);
        }
        return verdict;
    }

    private void remember(List<X509Certificate> chain, Verdict.Known verdict) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        Date end =
                chain.stream()
                        .map(X509Certificate::getNotAfter)
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        Instant soon = clock.instant().plus(KNOWN_FOR);
        known.put(
                chain, new Known(verdict, soon.isBefore(end.toInstant()) ? soon : end.toInstant()));
    }

    private Verdict judge(Credentials credentials) {
        X509Certificate own = credentials.certificates().getFirst();
        try {
            validate(credentials.certificates());
            if (!isForClients(own)) {
                return new Verdict.Refused("the certificate is not meant for clients");
            }
            return user(own);
        } catch (CertPathValidatorException e) {
            return new Verdict.Refused("the certificate is not good: " + e.getMessage());
        } catch (GeneralSecurityException | InvalidNameException e) {
            return new Verdict.Refused("the certificate can't be read: " + e.getMessage());
        }
    }

    /// A chain that was found good.
    ///
    /// @param until when it is looked at again
    private record Known(Verdict.Known verdict, Instant until) {}

    private void validate(List<X509Certificate> chain) throws GeneralSecurityException {
        List<X509Certificate> path = new ArrayList<>(chain);
        path.removeIf(this::isAuthority);

        var parameters = new PKIXParameters(authorities);
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(clock.instant()));
        var certificates = CertificateFactory.getInstance("X.509").generateCertPath(path);
        CertPathValidator.getInstance("PKIX").validate(certificates, parameters);
    }

    private boolean isAuthority(X509Certificate certificate) {
        return authorities.stream().anyMatch(each -> certificate.equals(each.getTrustedCert()));
    }

    private static boolean isForClients(X509Certificate certificate)
            throws CertificateParsingException {
        List<String> uses = certificate.getExtendedKeyUsage();
        return uses == null || uses.contains(CLIENT_USE) || uses.contains(ANY_USE);
    }

    private static Verdict user(X509Certificate certificate) throws InvalidNameException {
        var subject = new LdapName(certificate.getSubjectX500Principal().getName());
        List<String> names = values(subject, "CN");
        if (names.isEmpty() || names.getLast().isEmpty()) {
            return new Verdict.Refused("the certificate names nobody");
        }
        return new Verdict.Known(User.known(names.getLast(), "", values(subject, "O")));
    }

    private static List<String> values(LdapName subject, String type) {
        return subject.getRdns().stream()
                .filter(each -> each.getType().equalsIgnoreCase(type))
                .map(Rdn::getValue)
                .map(String::valueOf)
                .toList();
    }
}
