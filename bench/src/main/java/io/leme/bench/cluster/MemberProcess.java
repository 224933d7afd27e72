package io.leme.bench.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// One member in a process of its own.
final class MemberProcess implements AutoCloseable {
    private static final int STOP_SECONDS = 10;
    private static final int LOG_TAIL_LINES = 20;

    private final MemberAddress address;
    private final Process process;
    private final Path log;

    private MemberProcess(MemberAddress address, Process process, Path log) {
        this.address = address;
        this.process = process;
        this.log = log;
    }

    static MemberProcess start(
            Contender contender, MemberAddress self, List<MemberAddress> all, Path directory)
            throws IOException {
        Files.createDirectories(directory);
        Path log = directory.resolve(self.name() + ".log");
        List<String> command = new ArrayList<>(contender.command());
        command.addAll(flags(self, all, directory));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return new MemberProcess(self, process, log);
    }

    private static List<String> flags(MemberAddress self, List<MemberAddress> all, Path directory) {
        String cluster =
                all.stream()
                        .map(member -> member.name() + "=" + member.peerUrl())
                        .collect(Collectors.joining(","));
        return List.of(
                "--name=" + self.name(),
                "--data-dir=" + directory.resolve(self.name()),
                "--listen-client-urls=" + self.clientUrl(),
                "--advertise-client-urls=" + self.clientUrl(),
                "--listen-peer-urls=" + self.peerUrl(),
                "--initial-advertise-peer-urls=" + self.peerUrl(),
                "--initial-cluster=" + cluster,
                "--initial-cluster-state=new",
                "--initial-cluster-token=bench");
    }

    URI clientUrl() {
        return address.clientUrl();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    double cpuSeconds() {
        return ProcessUsage.of(process.pid()).cpuSeconds();
    }

    long residentBytes() {
        return ProcessUsage.of(process.pid()).residentBytes();
    }

    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            int from = Math.max(0, lines.size() - LOG_TAIL_LINES);
            return String.join("\n", lines.subList(from, lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    void requestStop() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
