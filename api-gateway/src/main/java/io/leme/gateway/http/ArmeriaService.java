package io.leme.gateway.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.websocket.WebSocketService;
import io.leme.gateway.authn.Credentials;
import io.leme.gateway.http.request.Query;
import io.leme.gateway.meta.ApiErrors;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The border to the HTTP engine: its requests become exchanges, replies become its responses.
///
/// Threads: the engine calls on its event loops, and each exchange is handed to a virtual thread at
/// once. The set of open streams is shared with whoever stops the server.
final class ArmeriaService implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(ArmeriaService.class);
    private static final String BEARER = "bearer ";

    private final Handler handler;
    private final Executor workers;
    private final WebSocketStreams webSockets;
    private final Set<Reply.Source> openStreams = ConcurrentHashMap.newKeySet();
    private final Map<EventLoop, StreamRounds> rounds = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    ArmeriaService(Handler handler, Executor workers) {
        this.handler = handler;
        this.workers = workers;
        this.webSockets = new WebSocketStreams(workers, this::runUntilStopped);
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
        if (stopping) {
            return stoppingNow();
        }
        var response = new CompletableFuture<HttpResponse>();
        workers.execute(() -> {
            try {
                answer(context, request, response);
            } catch (Throwable e) {
                response.completeExceptionally(e);
                throw e;
            }
        });
        return HttpResponse.of(response);
    }

    /// The engine asks this of a service before it lets a connection become a WebSocket.
    @Override
    public <T> @Nullable T as(Class<T> type) {
        return type == WebSocketService.class
                ? type.cast(webSockets.service())
                : HttpService.super.as(type);
    }

    /// Ends all streams, and those that would begin from now on.
    void stopStreams() {
        stopping = true;
        openStreams.forEach(Reply.Source::stop);
    }

    /// For requests that come while connections are being closed: the client is to try again.
    private static HttpResponse stoppingNow() {
        var status = ApiErrors.serviceUnavailable("the server is shutting down").status();
        Reply reply = ErrorReplies.reply(status).with("retry-after", "1");
        return HttpResponse.of(headers(reply), HttpData.wrap(ErrorReplies.body(status)));
    }

    private void answer(
            ServiceRequestContext context,
            HttpRequest request,
            CompletableFuture<HttpResponse> response) {
        boolean head = request.method() == HttpMethod.HEAD;
        Reply reply = handler.handle(new Exchange(request(context, request)));
        switch (reply) {
            case Reply.Whole whole -> {
                HttpData body = head ? HttpData.empty() : HttpData.wrap(whole.body());
                response.complete(HttpResponse.of(headers(reply), body));
            }
            case Reply.Stream stream when WebSocketStreams.isUpgrade(request) ->
                    response.complete(webSockets.open(context, request, stream.source()));
            case Reply.Stream stream ->
                    stream.source()
                            .polled()
                            .ifPresentOrElse(
                                    polled ->
                                            sendInRounds(
                                                    stream,
                                                    polled,
                                                    response,
                                                    context.eventLoop().withoutContext()),
                                    () ->
                                            send(
                                                    reply,
                                                    stream.source(),
                                                    response,
                                                    this::runUntilStopped));
            case Reply.Pieces _ when head ->
                    response.complete(HttpResponse.of(headers(reply), HttpData.empty()));
            case Reply.Pieces pieces -> send(reply, pieces.source(), response, ArmeriaService::run);
        }
    }

    private static void send(
            Reply reply,
            Reply.Source source,
            CompletableFuture<HttpResponse> response,
            Runner runner) {
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(headers(reply));
        response.complete(writer);
        var _ = writer.whenComplete().whenComplete((_, _) -> source.stop());
        if (runner.run(source, new StreamSink(writer))) {
            writer.close();
        } else {
            writer.close(new IOException("the body could not be written to its end"));
        }
    }

    private void sendInRounds(
            Reply.Stream reply,
            Reply.Polled polled,
            CompletableFuture<HttpResponse> response,
            EventLoop loop) {
        Reply.Source source = reply.source();
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(headers(reply));
        response.complete(writer);
        openStreams.add(source);
        var _ =
                writer.whenComplete()
                        .whenComplete((_, _) -> {
                            source.stop();
                            openStreams.remove(source);
                        });
        rounds.computeIfAbsent(loop, StreamRounds::new).open(polled, writer);
        if (stopping) {
            source.stop();
        }
    }

    /// Brings a source to its end.
    private interface Runner {
        /// @return false when it broke off
        boolean run(Reply.Source source, Reply.Sink sink);
    }

    /// Runs a stream to its end, or to that of the server.
    private boolean runUntilStopped(Reply.Source source, Reply.Sink sink) {
        openStreams.add(source);
        try {
            if (stopping) {
                source.stop();
            }
            return run(source, sink);
        } finally {
            openStreams.remove(source);
        }
    }

    private static boolean run(Reply.Source source, Reply.Sink sink) {
        try {
            source.writeTo(sink);
            return true;
        } catch (InterruptedException e) {
            LOG.debug("A stream was cut short by the end of the server", e);
            return true;
        } catch (RuntimeException e) {
            LOG.error("A stream failed", e);
            return false;
        } finally {
            source.stop();
        }
    }

    private static ResponseHeaders headers(Reply reply) {
        var headers = ResponseHeaders.builder(reply.code());
        reply.fields().forEach(field -> headers.add(field.name(), field.value()));
        return headers.build();
    }

    private static Request request(ServiceRequestContext context, HttpRequest request) {
        String query = context.query();
        return new Request(
                request.method().name(),
                context.decodedPath(),
                query == null ? Query.EMPTY : Query.parse(query),
                request.headers()::getAll,
                new Credentials(certificates(context.sslSession()), token(request)),
                context.remoteAddress().toString(),
                new BodyReading(request));
    }

    private static Optional<String> token(HttpRequest request) {
        String header = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        boolean isBearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return isBearer ? Optional.of(header.substring(BEARER.length()).strip()) : Optional.empty();
    }

    private static List<X509Certificate> certificates(@Nullable SSLSession session) {
        if (session == null) {
            return List.of();
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return Stream.of(chain).map(X509Certificate.class::cast).toList();
        } catch (SSLPeerUnverifiedException e) {
            LOG.trace("The client showed no certificate", e);
            return List.of();
        }
    }
}
