package io.leme.store;

import io.leme.store.config.StoreSettings;
import io.leme.store.config.StoreSettings.Request;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A single member in this process, on ports that were free.
final class RunningStore implements AutoCloseable {
    final int clientPort;
    private final StoreServer server;
    private final AtomicReference<String> halted = new AtomicReference<>();

    private RunningStore(int clientPort, StoreSettings settings) throws IOException {
        this.clientPort = clientPort;
        this.server = StoreServer.start(settings, (reason, cause) -> halted.set(reason));
    }

    /// With `scheme` on the client port and further flags; ready to serve.
    static RunningStore start(Path directory, String scheme, String... more) throws Exception {
        int clientPort = freePort();
        String client = scheme + "://127.0.0.1:" + clientPort;
        String peer = "http://127.0.0.1:" + freePort();
        List<String> flags =
                new ArrayList<>(
                        List.of(
                                "--data-dir=" + directory.resolve("member"),
                                "--listen-client-urls=" + client,
                                "--advertise-client-urls=" + client,
                                "--listen-peer-urls=" + peer,
                                "--initial-advertise-peer-urls=" + peer,
                                "--initial-cluster=default=" + peer));
        flags.addAll(List.of(more));
        Request.Start start = (Request.Start) StoreSettings.parse(flags, Map.of());
        RunningStore store = new RunningStore(clientPort, start.settings());
        store.server.ready().get(30, TimeUnit.SECONDS);
        return store;
    }

    /// The body of what the client port answers without TLS.
    String get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + clientPort + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Override
    public void close() {
        server.close();
        if (halted.get() != null) {
            throw new AssertionError("the member halted: " + halted.get());
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
