package io.leme.gateway.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/// PEM, the text form in which keys and certificates are kept and handed over.
public final class PemFiles {
    private PemFiles() {}

    /// The certificates of a file, in its order; at least one.
    public static List<X509Certificate> certificates(Path file) {
        byte[] text = read(file).getBytes(StandardCharsets.US_ASCII);
        List<X509Certificate> certificates = new ArrayList<>();

        try {
            var factory = CertificateFactory.getInstance("X.509");
            for (var each : factory.generateCertificates(new ByteArrayInputStream(text))) {
                certificates.add((X509Certificate) each);
            }
        } catch (CertificateException e) {
            throw new PkiException(file + " does not hold PEM certificates", e);
        }

        if (certificates.isEmpty()) {
            throw new PkiException(file + " does not hold a certificate");
        }
        return List.copyOf(certificates);
    }

    /// The first unencrypted private key of a file: PKCS #8, or the older form of its algorithm.
    public static PrivateKey privateKey(Path file) {
        try (PEMParser parser = new PEMParser(new StringReader(read(file)))) {
            for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
                var converter = new JcaPEMKeyConverter();
                if (each instanceof PrivateKeyInfo info) {
                    return converter.getPrivateKey(info);
                }
                if (each instanceof PEMKeyPair pair) {
                    return converter.getKeyPair(pair).getPrivate();
                }
            }
        } catch (PEMException e) {
            throw new PkiException(file + " does not hold a private key this program reads", e);
        } catch (IOException e) {
            throw new PkiException(file + " is not PEM", e);
        }
        throw new PkiException(file + " does not hold an unencrypted private key");
    }

    /// A certificate as PEM text.
    public static String text(X509Certificate certificate) {
        return write(certificate);
    }

    /// A private key as PEM text, PKCS #8.
    public static String text(PrivateKey key) {
        try {
            return write(new JcaPKCS8Generator(key, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Object what) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(what);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new PkiException(file + " does not exist", e);
        } catch (IOException e) {
            throw new PkiException(file + " can't be read: " + e.getMessage(), e);
        }
    }
}
