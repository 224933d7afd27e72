package io.leme.gateway.http;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.metric.NoopMeterRegistry;
import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerPort;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.ClientAuth;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The HTTPS port: HTTP/1.1 and HTTP/2, client certificates welcome.
///
/// Stopping ends watches first, as a server does whose clients are to come back to it, then waits a
/// moment for answers under way.
public final class ArmeriaServer implements AutoCloseable {
    /// The largest request body; kube-apiserver's own bound.
    static final int MAX_BODY_BYTES = 3 * 1024 * 1024;

    /// Beyond this the engine cuts the request off, which over HTTP/2 leaves the client without an
    /// answer; what is less too large is read and then refused in words.
    private static final int MAX_READ_BYTES = 2 * MAX_BODY_BYTES;

    private static final int MAX_STREAMS_PER_CONNECTION = 250;
    private static final int MAX_REQUEST_LINE = 64 * 1024;
    private static final int MAX_HEADER = 64 * 1024;
    private static final int WINDOW_BYTES = 1024 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(90);
    private static final Duration QUIET_BEFORE_STOP = Duration.ofMillis(50);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

    private static final Duration QUIET_LOOPS = Duration.ofSeconds(1);
    private static final Duration CLOSED_POLL = Duration.ofMillis(5);
    private static final int EVENT_LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Server server;
    private final ArmeriaService service;
    private final ExecutorService workers;

    private final EventLoopGroup eventLoops;

    private ArmeriaServer(
            Server server,
            ArmeriaService service,
            ExecutorService workers,
            EventLoopGroup eventLoops) {
        this.server = server;
        this.service = service;
        this.workers = workers;
        this.eventLoops = eventLoops;
    }

    /// Opens the port and begins to answer.
    ///
    /// @param address port 0 stands for any free one
    /// @throws IOException if the port can't be had
    public static ArmeriaServer start(InetSocketAddress address, TlsSettings tls, Handler handler)
            throws IOException {
        ExecutorService workers =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("request-", 0).factory());
        var service = new ArmeriaService(handler, workers);
        EventLoopGroup eventLoops = EventLoopGroups.newEventLoopGroup(EVENT_LOOPS, "http");
        Server server = build(address, tls, service, eventLoops);
        try {
            server.start().join();
        } catch (CompletionException e) {
            workers.shutdownNow();
            stop(eventLoops);
            var _ = server.closeAsync();
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("can't listen on " + address + ": " + e.getCause(), e);
        }
        return new ArmeriaServer(server, service, workers, eventLoops);
    }

    /// Where the server listens.
    public InetSocketAddress address() {
        ServerPort port = server.activePort();
        if (port == null) {
            throw new IllegalStateException("the server has stopped");
        }
        return port.localAddress();
    }

    @Override
    public void close() {
        service.stopStreams();
        awaitClosed(server.stop());
        workers.shutdownNow();
        stop(eventLoops);
    }

    /// Waits until the port and all connections are closed. The engine's own future comes two
    /// seconds later, after a quiet period of the thread that accepts connections.
    private void awaitClosed(CompletableFuture<Void> stopped) {
        long end = System.nanoTime() + LONGEST_STOP.toNanos();
        while (!stopped.isDone() && System.nanoTime() < end) {
            if (server.activePorts().isEmpty() && server.numConnections() == 0) {
                return;
            }
            LockSupport.parkNanos(CLOSED_POLL.toNanos());
        }
    }

    /// Lets the loops end by themselves. Their quiet period is for connections that were accepted
    /// while the port closed: these are still registered, and closed, instead of left hanging.
    private static void stop(EventLoopGroup eventLoops) {
        var _ =
                eventLoops.shutdownGracefully(
                        QUIET_LOOPS.toMillis(), LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Server build(
            InetSocketAddress address,
            TlsSettings tls,
            ArmeriaService service,
            EventLoopGroup eventLoops) {
        ServerBuilder builder = Server.builder();
        var chain = tls.chain().toArray(X509Certificate[]::new);
        var clients = new UncheckedClients(tls.clientAuthorities());
        return builder.https(address)
                .tls(TlsKeyPair.of(tls.key(), chain))
                .tlsCustomizer(ssl -> ssl.clientAuth(ClientAuth.OPTIONAL).trustManager(clients))
                .workerGroup(eventLoops, false)
                .maxRequestLength(MAX_READ_BYTES)
                .requestTimeout(Duration.ZERO)
                .idleTimeout(IDLE)
                .http1MaxInitialLineLength(MAX_REQUEST_LINE)
                .http1MaxHeaderSize(MAX_HEADER)
                .http2MaxHeaderListSize(MAX_HEADER)
                .http2MaxStreamsPerConnection(MAX_STREAMS_PER_CONNECTION)
                .http2InitialConnectionWindowSize(WINDOW_BYTES)
                .http2InitialStreamWindowSize(WINDOW_BYTES)
                .gracefulShutdownTimeout(QUIET_BEFORE_STOP, LONGEST_STOP)
                .meterRegistry(NoopMeterRegistry.get())
                .disableServerHeader()
                .errorHandler(new EngineErrors())
                .serviceUnder("/", service)
                .build();
    }
}
