package io.leme.store.rpc;

import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Tells HTTP/2 from HTTP/1.1 on a plaintext connection: HTTP/2 opens with a fixed text.
final class FirstBytes extends ByteToMessageDecoder {
    private static final byte[] PREFACE = "PRI * HTTP/2".getBytes(StandardCharsets.US_ASCII);

    private final PortNegotiator port;
    private final GrpcHttp2ConnectionHandler grpc;

    FirstBytes(PortNegotiator port, GrpcHttp2ConnectionHandler grpc) {
        this.port = port;
        this.grpc = grpc;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf input, List<Object> output) {
        int seen = Math.min(PREFACE.length, input.readableBytes());
        for (int i = 0; i < seen; i++) {
            if (input.getByte(input.readerIndex() + i) != PREFACE[i]) {
                port.startHttp(context, grpc);
                context.pipeline().remove(this);
                return;
            }
        }
        if (seen == PREFACE.length) {
            port.startGrpc(context, grpc, null);
            context.pipeline().remove(this);
        }
    }
}
