package io.leme.store.consensus.ratis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leme.store.consensus.EntryLog.Outcome;
import io.leme.store.consensus.Membership.Peer;
import io.leme.store.consensus.ratis.RatisSettings.Address;
import io.leme.store.consensus.ratis.RatisSettings.Member;
import io.leme.store.consensus.ratis.RatisSettings.PeerTls;
import io.leme.store.consensus.ratis.RatisSettings.Retention;
import io.leme.store.consensus.ratis.RatisSettings.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Members 1 to n in this process, each with its own directory. Between every two of them is a
/// [Relay] per direction, so that a test can cut any of them off.
final class Cluster implements AutoCloseable {
    static final Timing QUICK = new Timing(50, 500);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long ID = 0xc1057e4L;

    private final Path root;
    private final Retention retention;
    private final Optional<PeerTls> tls;
    private final int founders;
    private final int[] ports;
    private final Map<String, Relay> relays = new ConcurrentHashMap<>();
    private final Map<Integer, Node> nodes = new TreeMap<>();

    private Cluster(Path root, int founders, int size, Retention retention, Optional<PeerTls> tls) {
        this.root = root;
        this.founders = founders;
        this.retention = retention;
        this.tls = tls;
        ports = IntStream.rangeClosed(0, size).map(member -> freePort()).toArray();
    }

    static Cluster start(Path root, int size) {
        return start(root, size, Retention.DEFAULT, Optional.empty());
    }

    static Cluster start(Path root, int size, Retention retention, Optional<PeerTls> tls) {
        Cluster cluster = new Cluster(root, size, size, retention, tls);
        cluster.members().forEach(cluster::start);
        return cluster;
    }

    /// Members 1 to `founders` are a cluster; the others run and wait to be taken in.
    static Cluster startWithNewcomers(Path root, int founders, int size) {
        Cluster cluster = new Cluster(root, founders, size, Retention.DEFAULT, Optional.empty());
        cluster.members().forEach(cluster::start);
        return cluster;
    }

    /// A member that runs: its log, its state, and why it would have ended its process.
    record Node(int member, RatisNode log, LinesState state, List<String> halts) {
        CompletableFuture<Outcome> submit(String line) {
            return log.entryLog().submit(line.getBytes(UTF_8));
        }

        boolean leads() {
            return log.leadership().isLeader();
        }

        private void close() {
            try {
                log.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    List<Integer> members() {
        return IntStream.range(1, ports.length).boxed().toList();
    }

    Node node(int member) {
        return nodes.get(member);
    }

    int port(int member) {
        return ports[member];
    }

    Path directory(int member) {
        return root.resolve("member" + member).resolve("raft");
    }

    RatisSettings settings(int member) {
        List<Member> seen = new ArrayList<>();
        boolean joining = member > founders;
        for (int other : joining ? members() : members().subList(0, founders)) {
            int port = other == member ? ports[other] : relay(member, other).port();
            seen.add(new Member(other, new Address("127.0.0.1", port)));
        }
        return new RatisSettings(
                directory(member),
                member,
                ID,
                seen,
                new Address("127.0.0.1", ports[member]),
                QUICK,
                tls,
                joining);
    }

    /// A member as `from` is to know it, with or without a vote.
    Peer peer(int from, int member, boolean learner) {
        int port = from == member ? ports[member] : relay(from, member).port();
        return new Peer(member, "127.0.0.1", port, learner);
    }

    void start(int member) {
        List<String> halts = new CopyOnWriteArrayList<>();
        Path home = directory(member).getParent();
        if (!home.toFile().isDirectory() && !home.toFile().mkdirs()) {
            throw new IllegalStateException("cannot make " + home);
        }
        LinesState state = new LinesState(home.resolve("lines"));
        try {
            RatisNode log =
                    RatisNode.open(
                            settings(member),
                            state,
                            (reason, cause) -> halts.add(reason + ": " + cause),
                            retention);
            nodes.put(member, new Node(member, log, state, halts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop(int member) {
        nodes.remove(member).close();
    }

    /// No packet leaves or reaches this member.
    void isolate(int member) {
        others(member)
                .forEach(other -> {
                    relay(member, other).cut();
                    relay(other, member).cut();
                });
    }

    void heal(int member) {
        others(member)
                .forEach(other -> {
                    relay(member, other).heal();
                    relay(other, member).heal();
                });
    }

    Node leader() {
        eventually("a leader", () -> nodes.values().stream().anyMatch(Node::leads));
        return nodes.values().stream().filter(Node::leads).findAny().orElseGet(this::leader);
    }

    Node leaderAmong(List<Integer> members) {
        eventually("a leader", () -> members.stream().map(this::node).anyMatch(Node::leads));
        return members.stream().map(this::node).filter(Node::leads).findAny().orElseThrow();
    }

    Node follower() {
        int leader = leader().member();
        return node(others(leader).getFirst());
    }

    List<Integer> others(int member) {
        return members().stream().filter(other -> other != member).toList();
    }

    /// Waits for a condition, at most [#PATIENCE].
    static void eventually(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("still not: " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        List.copyOf(nodes.values()).parallelStream().forEach(Node::close);
        relays.values()
                .forEach(relay -> {
                    try {
                        relay.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    Relay relay(int from, int to) {
        return relays.computeIfAbsent(from + ">" + to, direction -> new Relay(ports[to]));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Copies a directory with all that it holds.
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
