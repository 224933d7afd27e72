package io.leme.store.rpc;

import io.leme.store.config.ConfigException;
import io.leme.store.config.TlsSettings;
import io.leme.store.tls.CallerTrust;
import io.leme.store.tls.FileKeys;
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
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// TLS of the client port: HTTP/2 or HTTP/1.1, as the client prefers.
final class ServerTls {
    private ServerTls() {}

    /// @throws ConfigException when the files hold no usable certificate or key
    static SslContext of(TlsSettings settings) {
        try {
            SslContextBuilder builder =
                    SslContextBuilder.forServer(
                                    new FileKeys(settings.certificate(), settings.privateKey()))
                            .sslProvider(SslProvider.JDK)
                            .protocols(settings.offer().protocols())
                            .ciphers(ciphers(settings), SupportedCipherSuiteFilter.INSTANCE)
                            .applicationProtocolConfig(
                                    new ApplicationProtocolConfig(
                                            Protocol.ALPN,
                                            SelectorFailureBehavior.NO_ADVERTISE,
                                            SelectedListenerFailureBehavior.ACCEPT,
                                            ApplicationProtocolNames.HTTP_2,
                                            ApplicationProtocolNames.HTTP_1_1))
                            .clientAuth(clientAuth(settings));
            if (settings.trustedAuthority().isPresent()) {
                builder.trustManager(
                        CallerTrust.of(settings.trustedAuthority().get(), settings.callers()));
            }
            return builder.build();
        } catch (IOException | IllegalArgumentException unusable) {
            throw new ConfigException(
                    List.of(
                            "--cert-file, --key-file or --trusted-ca-file: "
                                    + unusable.getMessage()));
        }
    }

    /// Those of TLS 1.3 are not chosen, as in etcd.
    private static List<String> ciphers(TlsSettings settings) {
        List<String> chosen = settings.offer().cipherSuites();
        if (chosen.isEmpty()) {
            return Http2SecurityUtil.CIPHERS;
        }
        return Stream.concat(
                        Http2SecurityUtil.CIPHERS.stream().filter(name -> !name.contains("_WITH_")),
                        chosen.stream())
                .toList();
    }

    private static ClientAuth clientAuth(TlsSettings settings) {
        return settings.trustedAuthority().isPresent() ? ClientAuth.REQUIRE : ClientAuth.NONE;
    }
}
