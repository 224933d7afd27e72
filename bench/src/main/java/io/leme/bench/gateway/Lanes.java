package io.leme.bench.gateway;

import io.leme.bench.cluster.LocalGateway;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Connections to a gateway as its administrator.
final class Lanes implements AutoCloseable {
    private static final int LONGEST_LINE = 4096;
    private static final int LARGEST_HEADER = 16 * 1024;
    private static final int LARGEST_CHUNK = 64 * 1024;
    private static final String JSON = "application/json";

    private final EventLoopGroup loops;
    private final List<Channel> channels;

    private Lanes(EventLoopGroup loops, List<Channel> channels) {
        this.loops = loops;
        this.channels = List.copyOf(channels);
    }

    /// @throws IOException if a connection can't be made
    static Lanes open(LocalGateway gateway, int count) throws IOException, InterruptedException {
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(
                        Math.min(count, Runtime.getRuntime().availableProcessors()),
                        new DefaultThreadFactory("bench-lanes", true),
                        Epoll.isAvailable()
                                ? EpollIoHandler.newFactory()
                                : NioIoHandler.newFactory());
        List<Channel> channels = new ArrayList<>();
        try {
            Bootstrap bootstrap = bootstrap(loops, gateway);
            URI url = gateway.url();
            for (int number = 0; number < count; number++) {
                channels.add(bootstrap.connect(url.getHost(), url.getPort()).sync().channel());
            }
            return new Lanes(loops, channels);
        } catch (IOException | InterruptedException | RuntimeException e) {
            new Lanes(loops, channels).close();
            throw e;
        }
    }

    private static Bootstrap bootstrap(EventLoopGroup loops, LocalGateway gateway)
            throws IOException {
        LocalGateway.Tls files = gateway.tls();
        SslContext tls =
                SslContextBuilder.forClient()
                        .trustManager(files.authority().toFile())
                        .keyManager(files.certificate().toFile(), files.key().toFile())
                        .build();
        String host = gateway.url().getHost();
        int port = gateway.url().getPort();
        return new Bootstrap()
                .group(loops)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                channel.pipeline()
                                        .addLast(tls.newHandler(channel.alloc(), host, port))
                                        .addLast(
                                                new HttpClientCodec(
                                                        LONGEST_LINE,
                                                        LARGEST_HEADER,
                                                        LARGEST_CHUNK))
                                        .addLast(new Lane());
                            }
                        });
    }

    int size() {
        return channels.size();
    }

    /// Sends a request without a body.
    void send(int lane, HttpMethod method, String path, Answer answer) {
        send(lane, request(method, path, Unpooled.EMPTY_BUFFER), answer);
    }

    /// Sends a request with JSON.
    void send(int lane, HttpMethod method, String path, byte[] body, Answer answer) {
        FullHttpRequest request = request(method, path, Unpooled.wrappedBuffer(body));
        request.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, JSON)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        send(lane, request, answer);
    }

    private static FullHttpRequest request(HttpMethod method, String path, ByteBuf body) {
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, path, body);
        request.headers()
                .set(HttpHeaderNames.HOST, "localhost")
                .set(HttpHeaderNames.ACCEPT, JSON)
                .set(HttpHeaderNames.USER_AGENT, "leme-bench");
        return request;
    }

    private void send(int lane, FullHttpRequest request, Answer answer) {
        Channel channel = channels.get(lane);
        var context = channel.pipeline().lastContext();
        if (context == null || !channel.isActive()) {
            request.release();
            answer.failed(new IOException("the connection is closed"));
        } else if (channel.eventLoop().inEventLoop()) {
            ((Lane) context.handler()).send(context, request, answer);
        } else {
            channel.eventLoop()
                    .execute(() -> ((Lane) context.handler()).send(context, request, answer));
        }
    }

    @Override
    public void close() {
        channels.forEach(channel -> {
            var _ = channel.close();
        });
        var _ = loops.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
    }
}
