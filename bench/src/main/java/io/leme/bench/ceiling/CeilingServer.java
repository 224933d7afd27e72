package io.leme.bench.ceiling;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// [EmptyKv] on a loopback port, with the settings of the store's client port.
public final class CeilingServer implements AutoCloseable {
    private static final int LARGEST_REQUEST_BYTES = 2 << 20;

    private final Server server;
    private final EventLoopGroup accepting;
    private final EventLoopGroup loops;

    private CeilingServer(Server server, EventLoopGroup accepting, EventLoopGroup loops) {
        this.server = server;
        this.accepting = accepting;
        this.loops = loops;
    }

    /// Port 0 takes any free one.
    public static CeilingServer start(int port) throws IOException {
        EventLoopGroup accepting = group("client-accept", 1);
        EventLoopGroup loops = group("client-loop", Runtime.getRuntime().availableProcessors());
        Server server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .channelType(NioServerSocketChannel.class)
                        .bossEventLoopGroup(accepting)
                        .workerEventLoopGroup(loops)
                        .directExecutor()
                        .maxInboundMessageSize(LARGEST_REQUEST_BYTES)
                        .addService(new EmptyKv())
                        .build()
                        .start();
        return new CeilingServer(server, accepting, loops);
    }

    public int port() {
        return server.getPort();
    }

    void awaitEnd() throws InterruptedException {
        server.awaitTermination();
    }

    @Override
    public void close() {
        server.shutdownNow();
        var _ = loops.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
        var _ = accepting.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
    }

    private static EventLoopGroup group(String name, int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }
}
