package io.leme.gateway.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One real etcd on loopback.
final class EtcdProcess implements AutoCloseable {
    private final ProcessBuilder command;
    private final String endpoint;
    private Process process;

    private EtcdProcess(ProcessBuilder command, String endpoint) throws IOException {
        this.command = command;
        this.endpoint = endpoint;
        this.process = command.start();
    }

    static EtcdProcess start(Path folder) throws IOException {
        String endpoint = "http://127.0.0.1:" + Programs.freePort();
        String peer = "http://127.0.0.1:" + Programs.freePort();
        List<String> command =
                List.of(
                        "etcd",
                        "--name=only",
                        "--data-dir=" + folder.resolve("etcd"),
                        "--listen-client-urls=" + endpoint,
                        "--advertise-client-urls=" + endpoint,
                        "--listen-peer-urls=" + peer,
                        "--initial-advertise-peer-urls=" + peer,
                        "--initial-cluster=only=" + peer);
        return new EtcdProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(folder.resolve("etcd.log").toFile())),
                endpoint);
    }

    /// Kills it and starts it again with its data.
    void restart() throws IOException, InterruptedException {
        close();
        process = command.start();
    }

    String endpoint() {
        return endpoint;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
