package io.leme.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority of one test and what it issued, as PEM files.
public final class TestCertificates {
    private static final X500Name AUTHORITY = new X500Name("CN=authority");

    private final Path directory;
    private final KeyPair authorityKeys;
    private final AtomicLong serial = new AtomicLong(1);

    /// A certificate file and the file of its private key.
    public record Identity(Path certificate, Path key) {}

    /// A new authority, whose files come to lie in the directory.
    public TestCertificates(Path directory) {
        this.directory = directory;
        this.authorityKeys = newKeys();
        write("authority", AUTHORITY, authorityKeys, true);
    }

    /// The authority's own certificate.
    public Path authority() {
        return directory.resolve("authority.pem");
    }

    /// For `commonName`, and for 127.0.0.1 and localhost.
    public Identity issue(String commonName) {
        return issue(commonName, commonName);
    }

    /// The same in files of another name, which are replaced where they are there already.
    public Identity issue(String file, String commonName) {
        KeyPair keys = newKeys();
        write(file, new X500Name("CN=" + commonName + ",O=test"), keys, false);
        return new Identity(directory.resolve(file + ".pem"), directory.resolve(file + ".key"));
    }

    /// Writes the authority's list of revoked certificates, `revoked` alone on it.
    public Path revoke(Identity... revoked) throws IOException {
        Instant now = Instant.now();
        var list = new X509v2CRLBuilder(AUTHORITY, Date.from(now));
        for (Identity each : revoked) {
            list.addCRLEntry(certificate(each).getSerialNumber(), Date.from(now), 0);
        }
        try {
            var signer =
                    new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(authorityKeys.getPrivate());
            writePem("revoked.pem", list.build(signer));
        } catch (OperatorCreationException failure) {
            throw new IllegalStateException(failure);
        }
        return directory.resolve("revoked.pem");
    }

    static X509Certificate certificate(Identity identity) throws IOException {
        try (InputStream file = Files.newInputStream(identity.certificate)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(file);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// The identity as the JDK's own TLS wants it.
    KeyManager[] keyManagers(Identity identity) throws IOException, GeneralSecurityException {
        Certificate certificate;
        try (InputStream file = Files.newInputStream(identity.certificate)) {
            certificate = CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
        String pem = Files.readString(identity.key).replaceAll("-----[A-Z ]+-----|\\s", "");
        var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem));
        PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(encoded);
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("key", key, new char[0], new Certificate[] {certificate});
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    /// For a client that shows this identity and trusts the authority.
    SSLContext context(Identity client) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream file = Files.newInputStream(authority())) {
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers(client), trust.getTrustManagers(), null);
        return context;
    }

    private void write(String file, X500Name subject, KeyPair keys, boolean isAuthority) {
        try {
            Instant now = Instant.now();
            X509v3CertificateBuilder certificate =
                    new JcaX509v3CertificateBuilder(
                            AUTHORITY,
                            BigInteger.valueOf(serial.getAndIncrement()),
                            Date.from(now.minus(1, ChronoUnit.HOURS)),
                            Date.from(now.plus(1, ChronoUnit.DAYS)),
                            subject,
                            keys.getPublic());
            certificate.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            if (!isAuthority) {
                GeneralName[] names = {
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                    new GeneralName(GeneralName.dNSName, "localhost")
                };
                certificate.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            var signer =
                    new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(authorityKeys.getPrivate());
            writePem(file + ".pem", certificate.build(signer));
            writePem(file + ".key", new JcaPKCS8Generator(keys.getPrivate(), null));
        } catch (IOException | OperatorCreationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void writePem(String name, Object content) throws IOException {
        try (Writer file = Files.newBufferedWriter(directory.resolve(name));
                JcaPEMWriter pem = new JcaPEMWriter(file)) {
            pem.writeObject(content);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
