package io.leme.store.rpc;

import io.leme.store.tls.Names;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// The common name of the certificate that a client has shown.
final class CommonName {
    private CommonName() {}

    /// Empty without TLS, without a certificate, and for one without that name.
    static Optional<String> on(ChannelPipeline connection) {
        return Optional.ofNullable(connection.get(SslHandler.class))
                .flatMap(tls -> in(tls.engine().getSession()));
    }

    /// Empty when no certificate was shown, or one without that name.
    static Optional<String> in(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate certificate
                    ? Names.commonName(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException noCertificate) {
            return Optional.empty();
        }
    }
}
