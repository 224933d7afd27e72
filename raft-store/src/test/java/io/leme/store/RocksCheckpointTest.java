package io.leme.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.apply.Applier;
import io.leme.store.auth.TokenTable;
import io.leme.store.base.Bytes;
import io.leme.store.base.Ticker;
import io.leme.store.command.Envelope;
import io.leme.store.command.EnvelopeCodec;
import io.leme.store.command.Put;
import io.leme.store.consensus.EntryLog.Outcome;
import io.leme.store.consensus.ratis.RatisNode;
import io.leme.store.consensus.ratis.RatisSettings;
import io.leme.store.consensus.ratis.RatisSettings.Address;
import io.leme.store.consensus.ratis.RatisSettings.Member;
import io.leme.store.consensus.ratis.RatisSettings.Retention;
import io.leme.store.consensus.ratis.RatisSettings.Timing;
import io.leme.store.storage.rocksdb.RocksBackend;
import io.leme.store.storage.rocksdb.RocksSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real state on the real log: a member that was away for longer than the log reaches back.
class RocksCheckpointTest {
    private static final Retention SHORT = new Retention(50, 20, 8 << 10);

    @TempDir Path directory;
    private final List<String> halts = new CopyOnWriteArrayList<>();
    private final List<Running> members = new ArrayList<>();
    private List<Integer> ports = List.of();

    private record Running(int member, Applier state, RatisNode log) {
        private void close() {
            try {
                log.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            state.close();
        }
    }

    @BeforeEach
    void threeMembersRun() {
        ports = IntStream.range(0, 3).mapToObj(member -> freePort()).toList();
        IntStream.range(0, 3).forEach(member -> members.add(start(member)));
    }

    @AfterEach
    void allIsClosed() {
        members.parallelStream().forEach(Running::close);
    }

    @Test
    void itCatchesUpAndEndsWithTheSameState() throws IOException {
        put(10);
        Running away = leader().member() == 2 ? members.get(1) : members.get(2);
        members.remove(away);
        away.close();
        put(300);

        int leader = leader().member();
        eventually("the log is purged", () -> !reachesBack(leader));
        delete(directory.resolve("member" + away.member()));
        Running back = start(away.member());
        members.add(back);
        put(10);

        eventually(
                "all members are equal",
                () ->
                        members.stream()
                                        .map(member -> member.state().stateHash())
                                        .distinct()
                                        .count()
                                == 1);
        assertThat(back.state().applied()).isEqualTo(leader().state().applied());
        assertThat(halts).isEmpty();
    }

    private Running start(int member) {
        Path home = directory.resolve("member" + member);
        try {
            Files.createDirectories(home);
            Applier state =
                    new Applier(
                            home.resolve("state"),
                            path -> RocksBackend.open(path, RocksSettings.DEFAULT),
                            List.of(),
                            new AppliedEvents(
                                    new TokenTable(Ticker.SYSTEM, Duration.ofMinutes(5))));
            RatisSettings settings =
                    new RatisSettings(
                            home.resolve("raft"),
                            member,
                            77,
                            IntStream.range(0, 3)
                                    .mapToObj(other -> new Member(other, address(other)))
                                    .toList(),
                            address(member),
                            new Timing(50, 500),
                            Optional.empty());
            RatisNode log =
                    RatisNode.open(
                            settings,
                            state,
                            (reason, cause) -> halts.add(reason + ": " + cause),
                            SHORT);
            return new Running(member, state, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Address address(int member) {
        return new Address("127.0.0.1", ports.get(member));
    }

    private Running leader() {
        eventually(
                "a leader",
                () -> members.stream().anyMatch(member -> member.log().leadership().isLeader()));
        return members.stream()
                .filter(member -> member.log().leadership().isLeader())
                .findAny()
                .orElseGet(this::leader);
    }

    private void put(int entries) {
        for (int i = 0; i < entries; i++) {
            Put put =
                    new Put(
                            Bytes.utf8("key" + i),
                            Bytes.utf8("x".repeat(100)),
                            0,
                            false,
                            false,
                            false);
            byte[] entry = EnvelopeCodec.encode(new Envelope(1, i, List.of(put)));
            assertThat(leader().log().entryLog().submit(entry).join())
                    .isEqualTo(new Outcome.Committed());
        }
    }

    private static void eventually(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /// Whether the log of a member still has its first entries.
    private boolean reachesBack(int member) {
        try (Stream<Path> files = Files.walk(directory.resolve("member" + member))) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.startsWith("log_0-") || name.endsWith("_0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
