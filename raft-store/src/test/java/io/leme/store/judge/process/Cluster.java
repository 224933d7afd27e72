package io.leme.store.judge.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Members on loopback that know each other. Closing ends every process and removes the data; the
/// logs stay under `target/judge`.
public final class Cluster implements AutoCloseable {
    private static final Duration ELECTION = Duration.ofSeconds(30);
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    private final Program program;
    private final Path directory;
    private final @Nullable PeerLinks links;
    private final List<Member> members = new ArrayList<>();

    private Cluster(ClusterPlan plan, String title) {
        this.program = plan.program();
        this.directory = createDirectory();
        List<Integer> ports = FreePorts.take(2 * plan.size());
        List<Integer> peerPorts = ports.subList(plan.size(), ports.size());
        List<String> names = NAMES.subList(0, plan.size());
        this.links = plan.cuttable() ? PeerLinks.open(names, peerPorts, directory) : null;
        String initialCluster =
                IntStream.range(0, plan.size())
                        .mapToObj(i ->
                                names.get(i)
                                        + "="
                                        + plan.transport().scheme()
                                        + "://"
                                        + host(names.get(i))
                                        + ":"
                                        + peerPorts.get(i))
                        .collect(Collectors.joining(","));
        for (int i = 0; i < plan.size(); i++) {
            String name = names.get(i);
            var settings =
                    new MemberSettings(
                            name,
                            ports.get(i),
                            peerPorts.get(i),
                            directory.resolve(name),
                            logFile(title, name),
                            initialCluster,
                            plan.transport(),
                            links == null ? List.of() : links.virtualMachineOptions(name),
                            plan.flags());
            members.add(new Member(program, settings));
        }
    }

    /// Members with their directories and ports, none of them started.
    ///
    /// @param title names the logs; unique per test
    public static Cluster prepare(ClusterPlan plan, String title) {
        return new Cluster(
                plan, plan.program().name().toLowerCase(java.util.Locale.ROOT) + "-" + title);
    }

    /// Starts all members and waits until each answers a linearizable read.
    public static Cluster start(ClusterPlan plan, String title) {
        Cluster cluster = prepare(plan, title);
        try {
            cluster.startAll();
            return cluster;
        } catch (RuntimeException | Error failure) {
            cluster.close();
            throw failure;
        }
    }

    /// Starts every member that does not run and waits until all are ready.
    public void startAll() {
        members.stream().filter(member -> !member.running()).forEach(Member::start);
        members.forEach(Member::awaitReady);
    }

    /// Members in the order of their names.
    public List<Member> members() {
        return List.copyOf(members);
    }

    /// One member by its place.
    public Member member(int index) {
        return members.get(index);
    }

    /// The member of a place as one that knows itself and those before it: the first founds a
    /// cluster, the others come to it. Not started, and closed by whoever asked for it.
    public Member newcomer(int index) {
        String known =
                members.subList(0, index + 1).stream()
                        .map(Member::settings)
                        .map(each -> each.name() + "=" + each.advertisedPeerUrl())
                        .collect(Collectors.joining(","));
        return new Member(
                program,
                member(index)
                        .settings()
                        .withFlags(
                                List.of(
                                        "--initial-cluster=" + known,
                                        "--initial-cluster-state="
                                                + (index == 0 ? "new" : "existing"))));
    }

    /// The member that leads, once one does.
    public Member awaitLeader() {
        return awaitLeaderAmong(members);
    }

    /// The member among some that leads, once one does.
    public Member awaitLeaderAmong(List<Member> some) {
        return Eventually.obtain(
                ELECTION,
                () -> "a leader",
                () -> some.stream().filter(m -> m.running() && m.leads()).findFirst());
    }

    /// All members but one.
    public List<Member> others(Member one) {
        return members.stream().filter(member -> member != one).toList();
    }

    /// The links between members, in a cluster that was planned with cuttable ones.
    public PeerLinks links() {
        return Optional.ofNullable(links).orElseThrow();
    }

    /// Client addresses as the `--endpoints` flag wants them.
    public String endpoints() {
        return members.stream().map(Member::endpoint).collect(Collectors.joining(","));
    }

    private String host(String name) {
        return links == null ? "127.0.0.1" : PeerLinks.host(name);
    }

    private static Path logFile(String title, String name) {
        Path log = Path.of("target", "judge", title, name + ".log").toAbsolutePath();
        try {
            Files.deleteIfExists(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return log;
    }

    private static Path createDirectory() {
        Path memory = Path.of("/dev/shm");
        try {
            if (Files.isWritable(memory)) {
                return Files.createTempDirectory(memory, "leme-judge-");
            }
            return Files.createTempDirectory("leme-judge-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Removes a directory with all it holds.
    public static void remove(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        members.forEach(Member::close);
        if (links != null) {
            links.close();
        }
        remove(directory);
    }
}
