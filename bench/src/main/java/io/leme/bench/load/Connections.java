package io.leme.bench.load;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// A fixed number of HTTP/2 connections, dealt out over the endpoints in turn. Callbacks run on the
/// connection's own event loop, of which there are as many as processors.
public final class Connections implements AutoCloseable {
    private static final int LARGEST_ANSWER_BYTES = Integer.MAX_VALUE;

    private final EventLoopGroup loops;
    private final List<ManagedChannel> channels;

    private Connections(EventLoopGroup loops, List<ManagedChannel> channels) {
        this.loops = loops;
        this.channels = List.copyOf(channels);
    }

    public static Connections open(Target target, int count) {
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(
                        Math.min(count, Runtime.getRuntime().availableProcessors()),
                        new DefaultThreadFactory("bench-loop", true),
                        NioIoHandler.newFactory());
        List<ManagedChannel> channels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            URI endpoint = target.endpoints().get(i % target.endpoints().size());
            channels.add(channel(endpoint, target, loops));
        }
        return new Connections(loops, channels);
    }

    private static ManagedChannel channel(URI endpoint, Target target, EventLoopGroup loops) {
        NettyChannelBuilder builder =
                NettyChannelBuilder.forAddress(endpoint.getHost(), endpoint.getPort())
                        .channelType(NioSocketChannel.class)
                        .eventLoopGroup(loops)
                        .directExecutor()
                        .disableRetry()
                        .maxInboundMessageSize(LARGEST_ANSWER_BYTES);
        if (!"https".equals(endpoint.getScheme())) {
            return builder.usePlaintext().build();
        }
        SslContextBuilder tls = GrpcSslContexts.forClient();
        target.tls().ifPresent(files -> addFiles(tls, files));
        try {
            return builder.sslContext(tls.build()).build();
        } catch (SSLException e) {
            throw new UncheckedIOException("the TLS files cannot be used", new IOException(e));
        }
    }

    private static void addFiles(SslContextBuilder tls, Target.Tls files) {
        tls.trustManager(files.trustedCa().toFile());
        if (files.certificate().isPresent() && files.key().isPresent()) {
            tls.keyManager(files.certificate().get().toFile(), files.key().get().toFile());
        }
    }

    public int size() {
        return channels.size();
    }

    public Channel get(long number) {
        return channels.get((int) (number % channels.size()));
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        for (ManagedChannel channel : channels) {
            try {
                channel.awaitTermination(2, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        var _ = loops.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
    }
}
