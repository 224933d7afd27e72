package io.leme.gateway.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of keys and certificates that `leme up` makes once and uses ever after: `ca.crt`,
/// `ca.key`, and for each identity `NAME.crt` and `NAME.key`.
///
/// One process at a time uses a folder; the caller holds the lock of the data directory.
public final class KeyFolder {
    /// An identity this close to its end is issued anew at the next start.
    static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(KeyFolder.class);

    private final Path folder;
    private final Clock clock;
    private final CertificateAuthority authority;

    private KeyFolder(Path folder, Clock clock, CertificateAuthority authority) {
        this.folder = folder;
        this.clock = clock;
        this.authority = authority;
    }

    /// Opens the folder, making it and its authority when they are not there.
    ///
    /// @throws PkiException if the authority on disk is incomplete or has expired
    public static KeyFolder open(Path folder, Clock clock, SecureRandom random) {
        PrivateFiles.createFolder(folder);
        return new KeyFolder(folder, clock, authority(folder, clock.instant(), random));
    }

    /// The file of the authority's certificate, for those who are to trust it.
    public Path authorityCertificate() {
        return folder.resolve("ca.crt");
    }

    /// The identity of that name: the one on disk if it still serves, or else a new one.
    public IdentityFiles identity(String name, Profile profile) {
        IdentityFiles files =
                new IdentityFiles(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
        Optional<String> fault = fault(files, profile);
        if (fault.isEmpty()) {
            return files;
        }

        if (Files.exists(files.certificate())) {
            LOG.info("Issuing {} anew: {}", files.certificate(), fault.get());
        }
        write(files, authority.issue(profile, clock.instant()));
        return files;
    }

    private Optional<String> fault(IdentityFiles files, Profile profile) {
        if (!Files.exists(files.certificate()) || !Files.exists(files.key())) {
            return Optional.of("its key or certificate is missing");
        }
        try {
            Identity identity = files.read();
            X509Certificate certificate = identity.certificate();
            Instant end = certificate.getNotAfter().toInstant();
            if (end.minus(RENEWED_BEFORE_END).isBefore(clock.instant())) {
                return Optional.of("it is good only until " + end);
            }
            if (!isPair(certificate, identity.key())) {
                return Optional.of("its key is another one's");
            }
            if (!isSignedBy(certificate, authority.self().certificate())) {
                return Optional.of("another authority signed it");
            }
            if (!says(certificate, profile)) {
                return Optional.of("it says other things than are needed now");
            }
            return Optional.empty();
        } catch (PkiException e) {
            return Optional.of(Objects.requireNonNullElse(e.getMessage(), "it can't be read"));
        }
    }

    private static CertificateAuthority authority(Path folder, Instant now, SecureRandom random) {
        IdentityFiles files = new IdentityFiles(folder.resolve("ca.crt"), folder.resolve("ca.key"));
        if (!Files.exists(files.certificate())) {
            var authority = CertificateAuthority.create("leme-ca", now, random);
            write(files, authority.self());
            return authority;
        }
        if (!Files.exists(files.key())) {
            throw new PkiException(
                    files.certificate()
                            + " is there without "
                            + files.key()
                            + ": put the key"
                            + " back, or remove "
                            + folder
                            + " to start with a new authority");
        }

        Identity self = files.read();
        Instant end = self.certificate().getNotAfter().toInstant();
        if (end.isBefore(now)) {
            throw new PkiException(
                    files.certificate()
                            + " expired on "
                            + end
                            + ": remove "
                            + folder
                            + " to start with a new authority");
        }
        if (!isPair(self.certificate(), self.key())) {
            throw new PkiException(files.key() + " does not belong to " + files.certificate());
        }
        return new CertificateAuthority(self, random);
    }

    private static void write(IdentityFiles files, Identity identity) {
        PrivateFiles.writeSecret(files.key(), PemFiles.text(identity.key()));
        PrivateFiles.writePublic(files.certificate(), PemFiles.text(identity.certificate()));
    }

    private static boolean isPair(X509Certificate certificate, PrivateKey key) {
        byte[] message = {'l', 'e', 'm', 'e'};
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(message);
            byte[] signature = signing.sign();

            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certificate.getPublicKey());
            verifying.update(message);
            return verifying.verify(signature);
        } catch (InvalidKeyException | SignatureException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new PkiException("this JDK can't check keys", e);
        }
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (java.security.GeneralSecurityException e) {
            LOG.debug("{} did not sign {}", authority, certificate, e);
            return false;
        }
    }

    private static boolean says(X509Certificate certificate, Profile profile) {
        return certificate.getPublicKey().getAlgorithm().equals(profile.keyKind().name())
                && names(certificate).equals(new HashSet<>(profile.hosts()))
                && subject(certificate, "CN").equals(Set.of(profile.commonName()))
                && subject(certificate, "O").equals(Set.copyOf(profile.organizations()));
    }

    private static Set<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return Set.of();
            }
            return names.stream()
                    .map(each -> canonical(String.valueOf(each.get(1))))
                    .collect(Collectors.toSet());
        } catch (CertificateParsingException e) {
            throw new PkiException("a certificate's alternative names can't be read", e);
        }
    }

    /// The JDK writes the IPv6 loopback in full where the profile has it short.
    private static String canonical(String host) {
        return host.equals("0:0:0:0:0:0:0:1") ? "::1" : host;
    }

    private static Set<String> subject(X509Certificate certificate, String type) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(each -> each.getType().equalsIgnoreCase(type))
                            .map(each -> String.valueOf(each.getValue()))
                            .collect(Collectors.toSet());
        } catch (InvalidNameException e) {
            throw new PkiException("a certificate's subject can't be read", e);
        }
    }
}
