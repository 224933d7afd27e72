package io.leme.store.rpc;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

/// The member's own services, called from inside as if by a client: what is built of other services
/// (locks, elections, the JSON gateway) goes through the same checks as everyone.
final class Loopback implements AutoCloseable {
    private final Server server;
    private final ManagedChannel channel;

    private Loopback(Server server, ManagedChannel channel) {
        this.server = server;
        this.channel = channel;
    }

    /// `interceptors` are met in their order.
    static Loopback open(
            List<ServerServiceDefinition> services,
            List<ServerInterceptor> interceptors,
            int maxMessageBytes) {
        String name = "leme-" + UUID.randomUUID();
        InProcessServerBuilder builder =
                InProcessServerBuilder.forName(name)
                        .directExecutor()
                        .maxInboundMessageSize(maxMessageBytes);
        services.forEach(builder::addService);
        interceptors.reversed().forEach(builder::intercept);
        try {
            return new Loopback(
                    builder.build().start(),
                    InProcessChannelBuilder.forName(name)
                            .directExecutor()
                            .maxInboundMessageSize(Integer.MAX_VALUE)
                            .build());
        } catch (IOException cannotBe) {
            throw new UncheckedIOException("the name is unique", cannotBe);
        }
    }

    Channel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}
