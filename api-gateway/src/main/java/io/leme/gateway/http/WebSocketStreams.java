package io.leme.gateway.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.websocket.WebSocket;
import com.linecorp.armeria.common.websocket.WebSocketFrame;
import com.linecorp.armeria.common.websocket.WebSocketWriter;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.websocket.WebSocketService;
import io.netty.util.AttributeKey;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// Streams over WebSocket: the same URL with an upgrade, one text message per event. What the
/// client sends is not listened to, except that it closes.
final class WebSocketStreams {
    private static final AttributeKey<Reply.Source> SOURCE =
            AttributeKey.valueOf(WebSocketStreams.class, "SOURCE");

    private final Executor workers;
    private final BiConsumer<Reply.Source, Reply.Sink> runner;
    private final WebSocketService service =
            WebSocketService.builder(this::speak).allowedOrigins("*").build();

    WebSocketStreams(Executor workers, BiConsumer<Reply.Source, Reply.Sink> runner) {
        this.workers = workers;
        this.runner = runner;
    }

    static boolean isUpgrade(HttpRequest request) {
        return request.headers().get(HttpHeaderNames.UPGRADE, "").equalsIgnoreCase("websocket");
    }

    WebSocketService service() {
        return service;
    }

    /// Shakes hands and lets the source speak.
    HttpResponse open(ServiceRequestContext context, HttpRequest request, Reply.Source source) {
        context.setAttr(SOURCE, source);
        try {
            return service.serve(context, request);
        } catch (Exception e) {
            source.stop();
            return HttpResponse.ofFailure(e);
        }
    }

    private WebSocket speak(ServiceRequestContext context, WebSocket in) {
        Reply.Source source = Objects.requireNonNull(context.attr(SOURCE));
        WebSocketWriter out = WebSocket.streaming();
        in.subscribe(new Listening(source));
        workers.execute(() -> {
            runner.accept(source, messages -> write(out, messages));
            out.close();
        });
        return out;
    }

    /// Every message is a frame of its own.
    private static boolean write(WebSocketWriter out, List<Message> messages)
            throws InterruptedException {
        for (Message message : messages) {
            if (!out.tryWrite(WebSocketFrame.ofText(message.text().stripTrailing()))) {
                return false;
            }
        }
        return ConsumedParts.await(out.whenConsumed());
    }

    /// Hears the client leave.
    private record Listening(Reply.Source source) implements Subscriber<WebSocketFrame> {
        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(WebSocketFrame frame) {
            frame.close();
        }

        @Override
        public void onError(Throwable cause) {
            source.stop();
        }

        @Override
        public void onComplete() {
            source.stop();
        }
    }
}
