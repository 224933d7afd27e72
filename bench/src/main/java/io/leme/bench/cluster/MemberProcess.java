package io.leme.bench.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One member in a process of its own.
final class MemberProcess implements AutoCloseable {
    private final MemberAddress address;
    private final ServerProcess process;

    private MemberProcess(MemberAddress address, ServerProcess process) {
        this.address = address;
        this.process = process;
    }

    static MemberProcess start(
            Contender contender, MemberAddress self, List<MemberAddress> all, Path directory)
            throws IOException {
        Files.createDirectories(directory);
        List<String> command = new ArrayList<>(contender.command());
        command.addAll(flags(self, all, directory));
        return new MemberProcess(
                self, ServerProcess.start(command, directory.resolve(self.name() + ".log")));
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
        return process.usage().cpuSeconds();
    }

    long residentBytes() {
        return process.usage().residentBytes();
    }

    String logTail() {
        return process.logTail();
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    void requestStop() {
        process.requestStop();
    }

    @Override
    public void close() {
        process.close();
    }
}
