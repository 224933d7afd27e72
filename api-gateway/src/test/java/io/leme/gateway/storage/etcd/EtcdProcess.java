package io.leme.gateway.storage.etcd;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real etcd on loopback; what it keeps outlives a restart.
final class EtcdProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 10;

    private final Path directory;
    private final int clientPort = freePort();
    private final int peerPort = freePort();
    private Process process;

    private EtcdProcess(Path directory) {
        this.directory = directory;
    }

    static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> new File(folder, "etcd").canExecute());
    }

    static EtcdProcess start(Path directory) throws IOException {
        EtcdProcess etcd = new EtcdProcess(directory);
        etcd.start();

        return etcd;
    }

    String endpoint() {
        return "http://127.0.0.1:" + clientPort;
    }

    void start() throws IOException {
        String peer = "http://127.0.0.1:" + peerPort;
        process =
                new ProcessBuilder(
                                List.of(
                                        "etcd",
                                        "--name=only",
                                        "--data-dir=" + directory.resolve("data"),
                                        "--listen-client-urls=" + endpoint(),
                                        "--advertise-client-urls=" + endpoint(),
                                        "--listen-peer-urls=" + peer,
                                        "--initial-advertise-peer-urls=" + peer,
                                        "--initial-cluster=only=" + peer))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        directory.resolve("etcd.log").toFile()))
                        .start();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
