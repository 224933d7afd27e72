package io.leme.bench.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The requests of one connection, one at a time; more wait for their turn.
///
/// Threads: all on the connection's event loop.
final class Lane extends SimpleChannelInboundHandler<HttpObject> {
    private final Queue<Pending> waiting = new ArrayDeque<>();
    private @Nullable Answer current;
    private int status;

    private record Pending(FullHttpRequest request, Answer answer) {}

    void send(ChannelHandlerContext context, FullHttpRequest request, Answer answer) {
        waiting.add(new Pending(request, answer));
        next(context);
    }

    private void next(ChannelHandlerContext context) {
        if (current != null || waiting.isEmpty()) {
            return;
        }
        Pending pending = waiting.remove();
        current = pending.answer();
        var _ = context.writeAndFlush(pending.request());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpResponse head) {
            status = head.status().code();
        }
        Answer answer = current;
        if (answer == null || !(message instanceof HttpContent content)) {
            return;
        }
        if (content.content().isReadable()) {
            answer.part(content.content());
        }
        if (message instanceof LastHttpContent) {
            current = null;
            answer.ended(status);
            next(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new IOException("the gateway closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(cause);
        var _ = context.close();
    }

    private void fail(Throwable cause) {
        Answer answer = current;
        current = null;
        if (answer != null) {
            answer.failed(cause);
        }
        for (Pending left = waiting.poll(); left != null; left = waiting.poll()) {
            left.request().release();
            left.answer().failed(cause);
        }
    }
}
