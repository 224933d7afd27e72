package io.leme.store.rpc;

import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts TLS on a connection and goes on with the protocol that client and server agreed on.
final class TlsStart extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(TlsStart.class);

    private final PortNegotiator port;
    private final SslContext tls;
    private final GrpcHttp2ConnectionHandler grpc;

    TlsStart(PortNegotiator port, SslContext tls, GrpcHttp2ConnectionHandler grpc) {
        this.port = port;
        this.tls = tls;
        this.grpc = grpc;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        SslHandler handler = tls.newHandler(context.alloc());
        context.pipeline().addBefore(context.name(), null, handler);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
            context.fireUserEventTriggered(event);
            return;
        }
        if (!handshake.isSuccess()) {
            log.info(
                    "rejected connection from {}: {}",
                    context.channel().remoteAddress(),
                    handshake.cause().getMessage());
            var _ = context.close();
            return;
        }

        SslHandler handler = context.pipeline().get(SslHandler.class);
        if (ApplicationProtocolNames.HTTP_2.equals(handler.applicationProtocol())) {
            port.startGrpc(context, grpc, handler.engine().getSession());
        } else {
            port.startHttp(context, grpc);
        }
        context.pipeline().remove(this);
    }

    /// A failed handshake was told above; what else goes wrong here is the connection's end.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
