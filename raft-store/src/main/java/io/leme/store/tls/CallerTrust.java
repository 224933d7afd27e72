package io.leme.store.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts what an authority has certified, and of callers only those who keep the rules. Servers
/// that this process calls itself need to be certified only.
///
/// The list of revoked certificates is read at each handshake, as in etcd.
public final class CallerTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager certified;
    private final CallerRules rules;

    private CallerTrust(X509ExtendedTrustManager certified, CallerRules rules) {
        this.certified = certified;
        this.rules = rules;
    }

    /// @throws IOException when a file cannot be used now
    public static CallerTrust of(Path authority, CallerRules rules) throws IOException {
        if (rules.revocations().isPresent()) {
            new PemFile(rules.revocations().get()).revocations();
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate certificate : new PemFile(authority).certificates()) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager certified) {
                    return new CallerTrust(certified, rules);
                }
            }
            throw new IllegalStateException("every Java has a trust manager for X.509");
        } catch (GeneralSecurityException unusable) {
            throw new UnusablePemException(
                    authority + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private void judge(X509Certificate[] chain) throws CertificateException {
        if (rules.revocations().isPresent()) {
            requireGood(chain, rules.revocations().get());
        }
        if (rules.commonName().isPresent()
                && !Names.hasCommonName(chain[0], rules.commonName().get())) {
            throw new CertificateException(
                    "the certificate's common name is not " + rules.commonName().get());
        }
        if (rules.hostname().isPresent() && !Names.isFor(chain[0], rules.hostname().get())) {
            throw new CertificateException("the certificate is not for " + rules.hostname().get());
        }
    }

    private static void requireGood(X509Certificate[] chain, Path list)
            throws CertificateException {
        X509CRL revoked;
        try {
            revoked = new PemFile(list).revocations();
        } catch (IOException unusable) {
            throw new CertificateException("nobody is let in: " + unusable.getMessage(), unusable);
        }
        for (X509Certificate certificate : chain) {
            if (revoked.getRevokedCertificate(certificate.getSerialNumber()) != null) {
                throw new CertificateException(
                        "certificate serial %x revoked".formatted(certificate.getSerialNumber()));
            }
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        certified.checkClientTrusted(chain, authType, engine);
        judge(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        certified.checkClientTrusted(chain, authType, socket);
        judge(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        certified.checkClientTrusted(chain, authType);
        judge(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        certified.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        certified.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        certified.checkServerTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return certified.getAcceptedIssuers();
    }
}
