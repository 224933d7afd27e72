package io.leme.store.rpc;

import com.google.protobuf.ByteString;
import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Picks the requests that are not gRPC out of an HTTP/2 connection and answers them; the frames of
/// all others go on to gRPC untouched. Belongs to the connection's event loop.
final class Http2Splitter extends Http2FrameListenerDecorator {
    private static final String GRPC = "application/grpc";
    private static final int LARGEST_BODY = 4 << 20;

    private final GrpcHttp2ConnectionHandler handler;
    private final HttpFace face;

    /// Streams of ours that are not answered yet.
    private final Map<Integer, Pending> ours = new HashMap<>();

    private Http2Splitter(
            Http2FrameListener grpc, GrpcHttp2ConnectionHandler handler, HttpFace face) {
        super(grpc);
        this.handler = handler;
        this.face = face;
    }

    static void install(GrpcHttp2ConnectionHandler handler, HttpFace face) {
        Http2FrameListener grpc = handler.decoder().frameListener();
        Http2Splitter splitter = new Http2Splitter(grpc, handler, face);
        handler.decoder().frameListener(splitter);
        handler.connection()
                .addListener(
                        new Http2ConnectionAdapter() {
                            @Override
                            public void onStreamClosed(Http2Stream stream) {
                                splitter.closed(stream.id());
                            }
                        });
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
        Pending pending = ours.get(stream);
        if (pending == null) {
            return super.onDataRead(context, stream, data, padding, endOfStream);
        }
        int bytes = data.readableBytes();
        if (pending.body.size() + bytes > LARGEST_BODY) {
            ours.remove(stream);
            write(
                    context,
                    stream,
                    HttpAnswer.text(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "too large\n"));
        } else {
            pending.body.writeBytes(ByteBufUtil.getBytes(data));
            if (endOfStream) {
                answer(context, stream, pending);
            }
        }
        return bytes + padding;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int stream, long errorCode)
            throws Http2Exception {
        Pending gone = ours.remove(stream);
        if (gone == null) {
            super.onRstStreamRead(context, stream, errorCode);
        } else {
            gone.end.run();
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
        Pending pending = new Pending(headers);
        ours.put(stream, pending);
        if (endOfStream) {
            answer(context, stream, pending);
        }
    }

    private void answer(ChannelHandlerContext context, int stream, Pending pending) {
        var answer = face.answer(pending.call(CommonName.on(context.pipeline())));
        pending.end = () -> answer.cancel(true);
        var _ =
                answer.thenAccept(reply ->
                        context.executor().execute(() -> reply(context, stream, pending, reply)));
    }

    private void reply(
            ChannelHandlerContext context, int stream, Pending pending, HttpReply reply) {
        switch (reply) {
            case HttpAnswer whole -> {
                ours.remove(stream);
                write(context, stream, whole);
            }
            case HttpReply.Stream pieces -> {
                Http2Headers headers =
                        new DefaultHttp2Headers()
                                .status(HttpResponseStatus.OK.codeAsText())
                                .set(HttpHeaderNames.CONTENT_TYPE, "application/json");
                AnyOrigin.HEADERS.forEach(headers::set);
                var _ =
                        handler.encoder()
                                .writeHeaders(
                                        context, stream, headers, 0, false, context.newPromise());
                handler.flush(context);
                pending.end = pieces.start(new Frames(context, stream));
            }
        }
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
        AnyOrigin.HEADERS.forEach(headers::set);
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

    /// The stream ended, also with its connection: nobody waits any more.
    private void closed(int stream) {
        Pending gone = ours.remove(stream);
        if (gone != null) {
            gone.end.run();
        }
    }

    /// A request on its way in, and then its answer on the way out.
    private static final class Pending {
        private final Http2Headers headers;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private Runnable end = () -> {};

        Pending(Http2Headers headers) {
            this.headers = headers;
        }

        HttpCall call(Optional<String> commonName) {
            return new HttpCall(
                    text(headers.method()),
                    text(headers.path()),
                    Optional.ofNullable(headers.get(HttpHeaderNames.AUTHORIZATION))
                            .map(CharSequence::toString),
                    commonName,
                    ByteString.copyFrom(body.toByteArray()));
        }
    }

    /// A body in frames.
    private final class Frames implements HttpReply.Sink {
        private final ChannelHandlerContext context;
        private final int stream;

        Frames(ChannelHandlerContext context, int stream) {
            this.context = context;
            this.stream = stream;
        }

        @Override
        public void write(String piece, Runnable written) {
            context.executor()
                    .execute(() ->
                            frame(piece, false)
                                    .addListener(done -> {
                                        if (done.isSuccess()) {
                                            written.run();
                                        }
                                    }));
        }

        @Override
        public void end() {
            context.executor()
                    .execute(() -> {
                        ours.remove(stream);
                        var _ = frame("", true);
                    });
        }

        private ChannelFuture frame(String piece, boolean last) {
            if (handler.connection().stream(stream) == null) {
                return context.newFailedFuture(new ClosedChannelException());
            }
            ChannelFuture written =
                    handler.encoder()
                            .writeData(
                                    context,
                                    stream,
                                    Unpooled.copiedBuffer(piece, StandardCharsets.UTF_8),
                                    0,
                                    last,
                                    context.newPromise());
            handler.flush(context);
            return written;
        }
    }

    private static String text(CharSequence value) {
        return value == null ? "" : value.toString();
    }
}
