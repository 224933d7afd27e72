package io.leme.client.grpc;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.leme.client.config.ClientSettings;
import io.leme.client.config.Endpoint;
import io.leme.client.config.Timing;
import io.leme.client.config.TlsMaterial;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Makes the connections of one client.
final class ChannelFactory implements AutoCloseable {
    private final ClientSettings settings;
    private final @Nullable TlsIdentity identity;

    /// @throws IllegalArgumentException if TLS files can't be read
    ChannelFactory(ClientSettings settings, ScheduledExecutorService timer) {
        this.settings = settings;
        this.identity = needsTls(settings) ? identity(settings, timer) : null;
    }

    private static boolean needsTls(ClientSettings settings) {
        return settings.tls() != null
                || settings.endpoints().stream()
                        .anyMatch(endpoint -> endpoint.security() == Endpoint.Security.TLS);
    }

    private static TlsIdentity identity(ClientSettings settings, ScheduledExecutorService timer) {
        TlsMaterial given = settings.tls();
        TlsMaterial material = given == null ? TlsMaterial.platform() : given;
        try {
            return TlsIdentity.load(material, timer);
        } catch (IOException | GeneralSecurityException wrong) {
            throw new IllegalArgumentException("the TLS files can't be used: " + wrong, wrong);
        }
    }

    /// Answers are as large as the store makes them, as with etcd's own client: what bounds them is
    /// the limit of the request.
    ManagedChannel channel(Endpoint endpoint) {
        Timing timing = settings.timing();
        return NettyChannelBuilder.forAddress(
                        endpoint.host(), endpoint.port(), credentials(endpoint))
                .directExecutor()
                .userAgent(settings.userAgent())
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .keepAliveTime(timing.keepAliveTime().toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(timing.keepAliveTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .withOption(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(timing.connectTimeout().toMillis()))
                .build();
    }

    private ChannelCredentials credentials(Endpoint endpoint) {
        TlsIdentity known = identity;
        return switch (endpoint.security()) {
            case PLAIN -> InsecureChannelCredentials.create();
            case TLS, AS_CLIENT ->
                    known == null ? InsecureChannelCredentials.create() : known.credentials();
        };
    }

    @Override
    public void close() {
        if (identity != null) {
            identity.close();
        }
    }
}
