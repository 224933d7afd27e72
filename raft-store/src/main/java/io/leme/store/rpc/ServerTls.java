package io.leme.store.rpc;

import io.leme.store.config.ConfigException;
import io.leme.store.config.TlsSettings;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.util.List;
import javax.net.ssl.SSLException;

/// TLS of the client port: HTTP/2 or HTTP/1.1, as the client prefers.
final class ServerTls {
    private ServerTls() {}

    /// @throws ConfigException when the files hold no usable certificate or key
    static SslContext of(TlsSettings settings) {
        try {
            SslContextBuilder builder =
                    SslContextBuilder.forServer(
                                    settings.certificate().toFile(), settings.privateKey().toFile())
                            .sslProvider(SslProvider.JDK)
                            .protocols("TLSv1.3", "TLSv1.2")
                            .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                            .applicationProtocolConfig(
                                    new ApplicationProtocolConfig(
                                            Protocol.ALPN,
                                            SelectorFailureBehavior.NO_ADVERTISE,
                                            SelectedListenerFailureBehavior.ACCEPT,
                                            ApplicationProtocolNames.HTTP_2,
                                            ApplicationProtocolNames.HTTP_1_1))
                            .clientAuth(clientAuth(settings));
            settings.trustedAuthority().ifPresent(file -> builder.trustManager(file.toFile()));
            return builder.build();
        } catch (SSLException | IllegalArgumentException unusable) {
            throw new ConfigException(
                    List.of(
                            "--cert-file, --key-file or --trusted-ca-file: "
                                    + unusable.getMessage()));
        }
    }

    private static ClientAuth clientAuth(TlsSettings settings) {
        return settings.trustedAuthority().isPresent() ? ClientAuth.REQUIRE : ClientAuth.NONE;
    }
}
