package io.leme.store.rpc;

import io.leme.store.config.ConfigException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/// Ports of the HTTP face alone, in the clear: probes and scrapers reach it without a certificate
/// (etcd: `--listen-metrics-urls`).
final class MetricsPort {
    private static final int LARGEST_BODY = 1 << 16;

    private MetricsPort() {}

    /// Listens on all `urls`; every channel goes into `channels`, to be closed with them.
    ///
    /// @throws ConfigException when that is not possible
    static void open(
            List<URI> urls,
            HttpFace face,
            EventLoopGroup accepting,
            EventLoopGroup loops,
            ChannelGroup channels) {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(accepting, loops)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channels.add(channel);
                                        channel.pipeline()
                                                .addLast(
                                                        new HttpServerCodec(),
                                                        new HttpObjectAggregator(LARGEST_BODY),
                                                        new Http1Handler(face));
                                    }
                                });
        for (URI url : urls) {
            InetSocketAddress address = ClientPort.address(url);
            var bound = bootstrap.bind(address).awaitUninterruptibly();
            if (!bound.isSuccess()) {
                throw new ConfigException(
                        List.of(
                                "--listen-metrics-urls: cannot listen on "
                                        + url
                                        + ": "
                                        + bound.cause().getMessage()));
            }
            channels.add(bound.channel());
        }
    }
}
