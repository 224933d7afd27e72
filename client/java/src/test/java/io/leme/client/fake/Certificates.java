package io.leme.client.fake;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// An authority made for one test, and the PEM files of those it vouches for.
public final class Certificates {
    private static final Duration LIFE = Duration.ofDays(1);

    private final Path folder;
    private final KeyPair keys = newKeys();
    private final X509Certificate certificate;

    public Certificates(Path folder, String name) {
        this.folder = folder;
        this.certificate = sign(name, keys, null);
    }

    /// The authority's own certificate.
    public Path authority() {
        return write("ca.crt", certificate);
    }

    /// Writes `NAME.crt` and `NAME.key`, over older ones.
    public Identity issue(String file, String commonName) {
        KeyPair own = newKeys();
        Path key = write(file + ".key", own.getPrivate());
        return new Identity(write(file + ".crt", sign(commonName, own, certificate)), key);
    }

    /// Where a certificate and its key are.
    public record Identity(Path certificate, Path key) {}

    private X509Certificate sign(String commonName, KeyPair owner, X509Certificate issuer) {
        Instant now = Instant.now();
        X500Name subject = new X500Name("CN=" + commonName);
        X500Name by =
                issuer == null ? subject : new X500Name(issuer.getSubjectX500Principal().getName());
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        by,
                        BigInteger.valueOf(System.nanoTime()),
                        Date.from(now.minus(LIFE)),
                        Date.from(now.plus(LIFE)),
                        subject,
                        owner.getPublic());
        try {
            builder.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(issuer == null));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(keys.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException failure) {
            throw new IllegalStateException("a certificate can't be made", failure);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("a key can't be made", failure);
        }
    }

    private Path write(String name, Object what) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(
                    what instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : what);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        try {
            Path whole = Files.writeString(folder.resolve(name + ".new"), text.toString());
            return Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
