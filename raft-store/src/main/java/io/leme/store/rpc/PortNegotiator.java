package io.leme.store.rpc;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.InternalProtocolNegotiator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// Decides for each connection of the client port what it speaks: gRPC or HTTP/2, or HTTP/1.1, with
/// TLS before it when the port has certificates.
final class PortNegotiator implements InternalProtocolNegotiator.ProtocolNegotiator {
    private static final int LARGEST_HTTP_BODY = 4 << 20;

    private final Optional<SslContext> tls;
    private final HttpFace face;
    private final ChannelGroup httpConnections =
            new DefaultChannelGroup("http", GlobalEventExecutor.INSTANCE);

    PortNegotiator(Optional<SslContext> tls, HttpFace face) {
        this.tls = tls;
        this.face = face;
    }

    @Override
    public AsciiString scheme() {
        return AsciiString.of(tls.isPresent() ? "https" : "http");
    }

    @Override
    public ChannelHandler newHandler(GrpcHttp2ConnectionHandler grpc) {
        Http2Splitter.install(grpc, face);
        return tls.<ChannelHandler>map(context -> new TlsStart(this, context, grpc))
                .orElseGet(() -> new FirstBytes(this, grpc));
    }

    @Override
    public void close() {
        var _ = httpConnections.close();
    }

    /// Puts gRPC behind the asking handler, which is to leave the pipeline then.
    void startGrpc(
            ChannelHandlerContext asking,
            GrpcHttp2ConnectionHandler grpc,
            @Nullable SSLSession session) {
        Channel channel = asking.channel();
        Attributes.Builder attributes =
                Attributes.newBuilder()
                        .set(Grpc.TRANSPORT_ATTR_LOCAL_ADDR, channel.localAddress())
                        .set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, channel.remoteAddress());
        if (session != null) {
            attributes.set(Grpc.TRANSPORT_ATTR_SSL_SESSION, session);
        }
        channel.pipeline().addAfter(asking.name(), null, grpc);
        grpc.handleProtocolNegotiationCompleted(attributes.build(), null);
    }

    /// Puts the HTTP/1.1 handlers behind the asking one. gRPC forgets the connection.
    void startHttp(ChannelHandlerContext asking, GrpcHttp2ConnectionHandler grpc) {
        ChannelPipeline pipeline = asking.pipeline();
        httpConnections.add(asking.channel());
        pipeline.addAfter(asking.name(), "http-face", new Http1Handler(face));
        pipeline.addAfter(asking.name(), null, new HttpObjectAggregator(LARGEST_HTTP_BODY));
        pipeline.addAfter(asking.name(), null, new HttpServerCodec());
        grpc.notifyUnused();
    }
}
