package io.leme.gateway.http;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerPort;
import io.netty.handler.ssl.ClientAuth;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The HTTPS port: HTTP/1.1 and HTTP/2, client certificates welcome.
///
/// Stopping ends watches first, as a server does whose clients are to come back to it, then waits a
/// moment for answers under way.
public final class ArmeriaServer implements AutoCloseable {
    /// The largest request body; kube-apiserver's own bound.
    static final int MAX_BODY_BYTES = 3 * 1024 * 1024;

    private static final int MAX_STREAMS_PER_CONNECTION = 250;
    private static final int MAX_REQUEST_LINE = 64 * 1024;
    private static final int MAX_HEADER = 64 * 1024;
    private static final int WINDOW_BYTES = 1024 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(90);
    private static final Duration QUIET_BEFORE_STOP = Duration.ofMillis(50);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

    private final Server server;
    private final ArmeriaService service;
    private final ExecutorService workers;

    private ArmeriaServer(Server server, ArmeriaService service, ExecutorService workers) {
        this.server = server;
        this.service = service;
        this.workers = workers;
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
        Server server = build(address, tls, service);
        try {
            server.start().join();
        } catch (CompletionException e) {
            workers.shutdownNow();
            var _ = server.closeAsync();
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("can't listen on " + address + ": " + e.getCause(), e);
        }
        return new ArmeriaServer(server, service, workers);
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
        server.stop().join();
        workers.shutdownNow();
    }

    private static Server build(
            InetSocketAddress address, TlsSettings tls, ArmeriaService service) {
        ServerBuilder builder = Server.builder();
        var chain = tls.chain().toArray(X509Certificate[]::new);
        var clients = new UncheckedClients(tls.clientAuthorities());
        return builder.https(address)
                .tls(TlsKeyPair.of(tls.key(), chain))
                .tlsCustomizer(ssl -> ssl.clientAuth(ClientAuth.OPTIONAL).trustManager(clients))
                .maxRequestLength(MAX_BODY_BYTES)
                .requestTimeout(Duration.ZERO)
                .idleTimeout(IDLE)
                .http1MaxInitialLineLength(MAX_REQUEST_LINE)
                .http1MaxHeaderSize(MAX_HEADER)
                .http2MaxHeaderListSize(MAX_HEADER)
                .http2MaxStreamsPerConnection(MAX_STREAMS_PER_CONNECTION)
                .http2InitialConnectionWindowSize(WINDOW_BYTES)
                .http2InitialStreamWindowSize(WINDOW_BYTES)
                .gracefulShutdownTimeout(QUIET_BEFORE_STOP, LONGEST_STOP)
                .disableServerHeader()
                .errorHandler(new EngineErrors())
                .serviceUnder("/", service)
                .build();
    }
}
