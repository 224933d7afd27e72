package io.leme.store.rpc;

import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// Picks the requests that are not gRPC out of an HTTP/2 connection and answers them; the frames of
/// all others go on to gRPC untouched. Belongs to the connection's event loop.
final class Http2Splitter extends Http2FrameListenerDecorator {
    private static final String GRPC = "application/grpc";

    private final GrpcHttp2ConnectionHandler handler;
    private final HttpFace face;

    /// Streams of ours whose request is not at its end yet.
    private final Set<Integer> ours = new HashSet<>();

    private Http2Splitter(
            Http2FrameListener grpc, GrpcHttp2ConnectionHandler handler, HttpFace face) {
        super(grpc);
        this.handler = handler;
        this.face = face;
    }

    static void install(GrpcHttp2ConnectionHandler handler, HttpFace face) {
        Http2FrameListener grpc = handler.decoder().frameListener();
        handler.decoder().frameListener(new Http2Splitter(grpc, handler, face));
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            int padding,
            boolean endOfStream)
            throws Http2Exception {
        if (isGrpc(headers)) {
            super.onHeadersRead(context, stream, headers, padding, endOfStream);
        } else {
            request(context, stream, headers, endOfStream);
        }
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean endOfStream)
            throws Http2Exception {
        if (isGrpc(headers)) {
            super.onHeadersRead(
                    context, stream, headers, dependency, weight, exclusive, padding, endOfStream);
        } else {
            request(context, stream, headers, endOfStream);
        }
    }

    @Override
    public int onDataRead(
            ChannelHandlerContext context,
            int stream,
            ByteBuf data,
            int padding,
            boolean endOfStream)
            throws Http2Exception {
        if (!ours.contains(stream)) {
            return super.onDataRead(context, stream, data, padding, endOfStream);
        }
        if (endOfStream) {
            ours.remove(stream);
        }
        return data.readableBytes() + padding;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int stream, long errorCode)
            throws Http2Exception {
        if (!ours.remove(stream)) {
            super.onRstStreamRead(context, stream, errorCode);
        }
    }

    /// Trailers of a gRPC call do not exist in requests, so headers without a content type are a
    /// request of their own.
    private static boolean isGrpc(Http2Headers headers) {
        CharSequence type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.toString().startsWith(GRPC);
    }

    private void request(
            ChannelHandlerContext context, int stream, Http2Headers headers, boolean endOfStream) {
        if (!endOfStream) {
            ours.add(stream);
        }
        var _ =
                face.answer(text(headers.method()), text(headers.path()))
                        .thenAccept(answer ->
                                context.executor().execute(() -> write(context, stream, answer)));
    }

    private void write(ChannelHandlerContext context, int stream, HttpAnswer answer) {
        if (handler.connection().stream(stream) == null) {
            return;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        Http2Headers headers =
                new DefaultHttp2Headers()
                        .status(answer.status().codeAsText())
                        .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        var _ =
                handler.encoder()
                        .writeHeaders(context, stream, headers, 0, false, context.newPromise());
        var _ =
                handler.encoder()
                        .writeData(
                                context,
                                stream,
                                Unpooled.wrappedBuffer(body),
                                0,
                                true,
                                context.newPromise());
        // The handler's own flush: data waits in its flow control until then.
        handler.flush(context);
    }

    private static String text(CharSequence value) {
        return value == null ? "" : value.toString();
    }
}
