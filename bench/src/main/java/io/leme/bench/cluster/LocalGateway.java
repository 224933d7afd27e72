package io.leme.bench.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A gateway in a process of its own, in front of a store that runs already. It makes its own keys
/// below its directory; the administrator's are those of [#tls].
public final class LocalGateway implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final int READY_CHECK_MILLIS = 20;
    private static final Pattern TOTAL_BYTES = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final ServerProcess process;
    private final URI url;
    private final Path keys;

    private LocalGateway(ServerProcess process, URI url, Path keys) {
        this.process = process;
        this.url = url;
        this.keys = keys;
    }

    /// PEM files: who signs the gateway's certificate, and the administrator's pair.
    public record Tls(Path authority, Path certificate, Path key) {}

    /// Starts a gateway and returns when it is ready: its kubeconfig is the last that it writes.
    ///
    /// @param javaOptions come after those that the launcher sets itself
    public static LocalGateway start(URI store, Path directory, List<String> javaOptions)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path data = directory.resolve("gateway");
        URI url = URI.create("https://127.0.0.1:" + freePort());
        List<String> command =
                new ArrayList<>(
                        Contender.ours(
                                List.of("gateway"), "io.leme.gateway.GatewayMain", javaOptions));
        command.addAll(
                List.of(
                        "--store-endpoints=" + store,
                        "--port=" + url.getPort(),
                        "--data-dir=" + data));
        ServerProcess process = ServerProcess.start(command, directory.resolve("gateway.log"));
        LocalGateway gateway = new LocalGateway(process, url, data.resolve("pki"));
        try {
            gateway.awaitReady();
            return gateway;
        } catch (InterruptedException | RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!Files.exists(keys.resolveSibling("kubeconfig"))) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "the gateway did not get ready:\n" + process.logTail());
            }
            Thread.sleep(READY_CHECK_MILLIS);
        }
    }

    public URI url() {
        return url;
    }

    public Tls tls() {
        return new Tls(
                keys.resolve("ca.crt"), keys.resolve("admin.crt"), keys.resolve("admin.key"));
    }

    public ProcessUsage usage() {
        return process.usage();
    }

    /// What its objects take on the heap after a full collection, in bytes; -1 where the JDK's
    /// `jcmd` can't tell.
    public long liveHeapBytes() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return -1;
        }
        Process asked =
                new ProcessBuilder(
                                jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        String text = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int _ = asked.waitFor();
        Matcher total = TOTAL_BYTES.matcher(text);
        return total.find() ? Long.parseLong(total.group(1)) : -1;
    }

    @Override
    public void close() {
        process.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
