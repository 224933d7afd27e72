package io.leme.bench.cluster;

import io.leme.bench.load.Connections;
import io.leme.bench.load.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One to five members of a contender on loopback, in processes of their own, plaintext, with all
/// of their data below one directory.
///
/// Threads: any may ask; one at a time starts, restarts and closes.
public final class LocalCluster implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final int READY_CHECK_MILLIS = 5;

    private final Contender contender;
    private final List<MemberAddress> addresses;
    private final Path directory;
    private volatile List<MemberProcess> members = List.of();
    private Duration readyAfter = Duration.ZERO;

    private LocalCluster(Contender contender, List<MemberAddress> addresses, Path directory) {
        this.contender = contender;
        this.addresses = List.copyOf(addresses);
        this.directory = directory;
    }

    /// Starts `size` members and returns when each of them answers a linearizable read.
    public static LocalCluster start(Contender contender, int size, Path directory)
            throws IOException, InterruptedException {
        LocalCluster cluster = new LocalCluster(contender, MemberAddress.free(size), directory);
        cluster.startAll();
        return cluster;
    }

    private void startAll() throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<MemberProcess> started = new ArrayList<>();
        try {
            for (MemberAddress address : addresses) {
                started.add(MemberProcess.start(contender, address, addresses, directory));
            }
            members = List.copyOf(started);
            awaitReady();
            readyAfter = Duration.ofNanos(System.nanoTime() - start);
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.forEach(MemberProcess::close);
            throw e;
        }
    }

    /// Kills every member, starts all again on their data, and returns when each of them answers.
    public void crashAndRestart() throws IOException, InterruptedException {
        for (MemberProcess member : members) {
            member.kill();
        }
        startAll();
    }

    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        for (MemberProcess member : members) {
            awaitUntil(deadline, member, () -> Readiness.listens(member.clientUrl()));
            // Connected only now: a refused connection is tried again after a second.
            Target target = new Target(List.of(member.clientUrl()), Optional.empty());
            try (Connections connections = Connections.open(target, 1)) {
                Readiness readiness = new Readiness(connections.get(0));
                awaitUntil(deadline, member, readiness::check);
            }
        }
    }

    private void awaitUntil(long deadline, MemberProcess member, BooleanSupplier ready)
            throws InterruptedException {
        while (!ready.getAsBoolean()) {
            if (!member.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        contender.name() + " did not get ready:\n" + member.logTail());
            }
            Thread.sleep(READY_CHECK_MILLIS);
        }
    }

    /// How long it took from the last start of the first process until every member answered.
    public Duration readyAfter() {
        return readyAfter;
    }

    /// How many members there are.
    public int size() {
        return members.size();
    }

    public Target target() {
        List<URI> urls = members.stream().map(MemberProcess::clientUrl).toList();
        return new Target(urls, Optional.empty());
    }

    /// Bytes that the disk of the members' data has left.
    public long freeBytes() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    /// Bytes of all members' files.
    public long diskBytes() throws IOException {
        return DataFolder.bytes(directory);
    }

    /// CPU time of all members together since they started.
    public double cpuSeconds() {
        return members.stream().mapToDouble(MemberProcess::cpuSeconds).sum();
    }

    /// Resident memory of the largest member, in bytes.
    public long largestResidentBytes() {
        return members.stream().mapToLong(MemberProcess::residentBytes).max().orElse(0);
    }

    @Override
    public void close() {
        members.forEach(MemberProcess::requestStop);
        members.forEach(MemberProcess::close);
    }
}
