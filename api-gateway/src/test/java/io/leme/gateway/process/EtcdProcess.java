package io.leme.gateway.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One real etcd on loopback.
final class EtcdProcess implements AutoCloseable {
    private final Process process;
    private final String endpoint;

    private EtcdProcess(Process process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
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
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("etcd.log").toFile())
                        .start();
        return new EtcdProcess(process, endpoint);
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
