package io.leme.store.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/// Reads one file. Keys may be in any of the forms that OpenSSL writes, without a password.
public record PemFile(Path path) {

    /// All certificates, at least one, in the order of the file.
    public List<X509Certificate> certificates() throws IOException {
        try (InputStream file = new ByteArrayInputStream(Files.readAllBytes(path))) {
            List<X509Certificate> found = new ArrayList<>();
            for (var each : x509().generateCertificates(file)) {
                if (each instanceof X509Certificate certificate) {
                    found.add(certificate);
                }
            }
            if (found.isEmpty()) {
                throw new UnusablePemException(path + " holds no certificate");
            }
            return found;
        } catch (CertificateException malformed) {
            throw new UnusablePemException(
                    path + " holds no usable certificate: " + malformed.getMessage(), malformed);
        }
    }

    public PrivateKey privateKey() throws IOException {
        JcaPEMKeyConverter keys = new JcaPEMKeyConverter();
        for (Object content : contents()) {
            switch (content) {
                case PEMKeyPair pair -> {
                    return keys.getPrivateKey(pair.getPrivateKeyInfo());
                }
                case PrivateKeyInfo alone -> {
                    return keys.getPrivateKey(alone);
                }
                default -> {
                    // Parameters of a curve may stand in front of the key.
                }
            }
        }
        throw new UnusablePemException(path + " holds no private key");
    }

    /// A public key, that of a certificate, or that beside a private key.
    public PublicKey publicKey() throws IOException {
        JcaPEMKeyConverter keys = new JcaPEMKeyConverter();
        for (Object content : contents()) {
            switch (content) {
                case SubjectPublicKeyInfo alone -> {
                    return keys.getPublicKey(alone);
                }
                case PEMKeyPair pair when pair.getPublicKeyInfo() != null -> {
                    return keys.getPublicKey(pair.getPublicKeyInfo());
                }
                case X509CertificateHolder certificate -> {
                    return keys.getPublicKey(certificate.getSubjectPublicKeyInfo());
                }
                default -> {
                    // A private key does not tell its public one in all forms.
                }
            }
        }
        throw new UnusablePemException(path + " holds no public key");
    }

    /// The list of revoked certificates; the file may be DER, too.
    public X509CRL revocations() throws IOException {
        try (InputStream file = new ByteArrayInputStream(Files.readAllBytes(path))) {
            if (x509().generateCRL(file) instanceof X509CRL list) {
                return list;
            }
            throw new UnusablePemException(path + " holds no list of revoked certificates");
        } catch (CRLException | CertificateException malformed) {
            throw new UnusablePemException(
                    path + " holds no list of revoked certificates: " + malformed.getMessage(),
                    malformed);
        }
    }

    private List<Object> contents() throws IOException {
        List<Object> contents = new ArrayList<>();
        try (Reader file = Files.newBufferedReader(path);
                PEMParser parser = new PEMParser(file)) {
            @Nullable Object content = parser.readObject();
            while (content != null) {
                contents.add(content);
                content = parser.readObject();
            }
            return contents;
        } catch (PEMException malformed) {
            throw new UnusablePemException(
                    path + " is not PEM: " + malformed.getMessage(), malformed);
        }
    }

    private static CertificateFactory x509() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }
}
