package io.leme.store.rpc;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Answers HTTP/1.1 requests, one after the other.
final class Http1Handler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final HttpFace face;
    private @Nullable Future<?> answering;
    private @Nullable Runnable streaming;

    Http1Handler(HttpFace face) {
        this.face = face;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        boolean withBody = !request.method().equals(HttpMethod.HEAD);
        HttpCall call =
                new HttpCall(
                        request.method().name(),
                        request.uri(),
                        Optional.ofNullable(request.headers().get(HttpHeaderNames.AUTHORIZATION)),
                        CommonName.on(context.pipeline()),
                        ByteString.copyFrom(ByteBufUtil.getBytes(request.content())));
        var answer = face.answer(call);
        answering = answer;
        var _ =
                answer.exceptionally(failure ->
                                HttpAnswer.text(
                                        HttpResponseStatus.INTERNAL_SERVER_ERROR, failure + "\n"))
                        .thenAccept(reply -> {
                            switch (reply) {
                                case HttpAnswer whole -> write(context, whole, keepAlive, withBody);
                                case HttpReply.Stream stream ->
                                        context.executor().execute(() -> start(context, stream));
                            }
                        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Future<?> waiting = answering;
        if (waiting != null) {
            waiting.cancel(true);
        }
        Runnable stream = streaming;
        if (stream != null) {
            stream.run();
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }

    private static void write(
            ChannelHandlerContext context, HttpAnswer answer, boolean keepAlive, boolean withBody) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        ByteBuf content = withBody ? Unpooled.wrappedBuffer(body) : Unpooled.EMPTY_BUFFER;
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, answer.status(), content);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set("X-Content-Type-Options", "nosniff");
        AnyOrigin.HEADERS.forEach(response.headers()::set);
        if (answer.status().equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET");
        }
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = context.writeAndFlush(response);
        if (!keepAlive) {
            var _ = written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void start(ChannelHandlerContext context, HttpReply.Stream stream) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        AnyOrigin.HEADERS.forEach(head.headers()::set);
        var _ = context.writeAndFlush(head);
        streaming = stream.start(new Chunks(context));
    }

    /// A body in chunks.
    private record Chunks(ChannelHandlerContext context) implements HttpReply.Sink {
        @Override
        public void write(String piece, Runnable written) {
            var bytes = Unpooled.copiedBuffer(piece, StandardCharsets.UTF_8);
            var _ =
                    context.writeAndFlush(new DefaultHttpContent(bytes))
                            .addListener(done -> {
                                if (done.isSuccess()) {
                                    written.run();
                                }
                            });
        }

        @Override
        public void end() {
            var _ =
                    context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
                            .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
