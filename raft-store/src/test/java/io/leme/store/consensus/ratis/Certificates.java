package io.leme.store.consensus.ratis;

import io.leme.store.consensus.ratis.RatisSettings.PeerTls;
import io.leme.store.tls.CallerRules;
import io.leme.store.tls.CallerTrust;
import io.leme.store.tls.FileKeys;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority for a test, with one certificate for 127.0.0.1.
final class Certificates {
    private Certificates() {}

    /// Files of one peer.
    record Made(Path certificate, Path key, Path trusted) {
        PeerTls tls() throws IOException {
            return tlsTrusting(this);
        }

        /// With its own certificate, and trust in the authority of another one.
        PeerTls tlsTrusting(Made other) throws IOException {
            return new PeerTls(
                    new FileKeys(certificate, key),
                    CallerTrust.of(other.trusted, CallerRules.NONE),
                    List.of("TLSv1.3"),
                    List.of());
        }
    }

    static Made make(Path directory) throws IOException {
        Files.createDirectories(directory);
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(256);
            KeyPair authority = keys.generateKeyPair();
            KeyPair peer = keys.generateKeyPair();
            X500Name issuer = new X500Name("CN=authority");
            Path trusted = directory.resolve("ca.crt");
            Path certificate = directory.resolve("peer.crt");
            Path key = directory.resolve("peer.key");
            var authorityBuilder = builder(issuer, 1, issuer, authority);
            authorityBuilder.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(true));
            write(trusted, "CERTIFICATE", sign(authorityBuilder, authority));
            var peerBuilder = builder(issuer, 2, new X500Name("CN=peer"), peer);
            peerBuilder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
            write(certificate, "CERTIFICATE", sign(peerBuilder, authority));
            write(key, "PRIVATE KEY", peer.getPrivate().getEncoded());
            return new Made(certificate, key, trusted);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, int serial, X500Name subject, KeyPair keys) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(serial),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofHours(1))),
                subject,
                keys.getPublic());
    }

    private static byte[] sign(X509v3CertificateBuilder builder, KeyPair authority)
            throws IOException, OperatorCreationException {
        return builder.build(
                        new JcaContentSignerBuilder("SHA256withECDSA")
                                .build(authority.getPrivate()))
                .getEncoded();
    }

    private static void write(Path file, String type, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }
}
