package io.leme.store.judge.jetcd;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.LeaseOption;
import io.etcd.jetcd.options.PutOption;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.RequiredPrograms;
import io.leme.store.judge.process.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two programs of different make share three members: what one does, the other sees and respects.
abstract class BesideEtcdctl {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int WRITES = 8;
    private static final int TURNS = 3;

    /// Both put their keys and one that they share, lease one key each, and count under a lock.
    private static final int EVENTS = 2 * (2 * WRITES + 2 + TURNS);

    private static final long SECONDS = 600;

    @TempDir private Path directory;

    private final Cluster cluster;
    private final Client jetcd;

    BesideEtcdctl(Cluster cluster) {
        this.cluster = cluster;
        jetcd = Client.builder().endpoints(Endpoints.of(cluster)).build();
    }

    @AfterEach
    void close() {
        jetcd.close();
    }

    @Test
    void bothWriteLeaseLockAndWatchAtOnceAndAgree() {
        RequiredPrograms.require("etcdctl");
        var seen = new CopyOnWriteArrayList<WatchEvent>();
        Path printed = directory.resolve("printed");
        long first = put("before", "the keys") + 1;
        Process watches =
                Tool.etcdctlInto(printed, words(0, "watch", "keys/", "--prefix", "--rev=" + first));
        var option = WatchOption.builder().isPrefix(true).withRevision(first).build();
        try (var watching =
                jetcd.getWatchClient()
                        .watch(
                                Endpoints.bytes("keys/"),
                                option,
                                response -> seen.addAll(response.getEvents()))) {
            var other = CompletableFuture.supplyAsync(this::workOfEtcdctl);
            long leaseOfJetcd = workOfJetcd();
            endLeases(leaseOfJetcd, join(other));
            Eventually.eventually(BOUND, EVENTS + " events", () -> seen.size() >= EVENTS);
            String expected = seen.stream().map(BesideEtcdctl::asPrinted).collect(joining());
            Eventually.obtain(
                    BOUND,
                    () -> expected + "is printed, and not " + text(printed),
                    () -> Optional.of(printed).filter(file -> text(file).equals(expected)));
        } finally {
            watches.destroyForcibly();
        }

        List<String> events = seen.stream().map(BesideEtcdctl::asPrinted).toList();
        assertThat(seen)
                .extracting(event -> event.getKeyValue().getModRevision())
                .isSorted()
                .doesNotHaveDuplicates();
        for (String name : List.of("jetcd", "etcdctl")) {
            assertThat(events).containsSubsequence(putsOf(name));
        }
        agree(String.valueOf(2 * TURNS));
    }

    private long workOfJetcd() {
        long lease = join(jetcd.getLeaseClient().grant(SECONDS)).getID();
        var leased = PutOption.builder().withLeaseId(lease).build();
        join(
                jetcd.getKVClient()
                        .put(Endpoints.bytes("keys/leased-jetcd"), Endpoints.bytes("v"), leased));
        for (int i = 0; i < WRITES; i++) {
            put("keys/jetcd", "jetcd " + i);
            put("keys/shared", "jetcd " + i);
            if (i < TURNS) {
                var key =
                        join(jetcd.getLockClient().lock(Endpoints.bytes("mutex"), lease)).getKey();
                put("keys/counter", String.valueOf(Integer.parseInt(get("keys/counter")) + 1));
                join(jetcd.getLockClient().unlock(key));
            }
        }
        return lease;
    }

    /// @return the id of its lease
    private String workOfEtcdctl() {
        String ctl = "etcdctl " + String.join(" ", words(1)) + " ";
        String increment =
                ctl + "put keys/counter $((`" + ctl + "get keys/counter --print-value-only` + 1))";
        String lease = print("lease", "grant", "600").split(" ")[1];
        print("put", "keys/leased-etcdctl", "v", "--lease=" + lease);
        for (int i = 0; i < WRITES; i++) {
            print("put", "keys/etcdctl", "etcdctl " + i);
            print("put", "keys/shared", "etcdctl " + i);
            if (i < TURNS) {
                print("lock", "mutex", "--", "sh", "-c", increment);
            }
        }
        return lease;
    }

    /// Each renews and looks at the lease of the other, and ends it with its key.
    private void endLeases(long ofJetcd, String ofEtcdctl) {
        String hexadecimal = Long.toHexString(ofJetcd);
        long parsed = Long.parseLong(ofEtcdctl, 16);
        var withKeys = LeaseOption.builder().withAttachedKeys().build();

        assertThat(print("lease", "keep-alive", "--once", hexadecimal)).contains("TTL(600)");
        assertThat(print("lease", "timetolive", "--keys", hexadecimal))
                .contains("granted with TTL(600s)", "[keys/leased-jetcd]");
        assertThat(join(jetcd.getLeaseClient().keepAliveOnce(parsed)).getTTL()).isEqualTo(SECONDS);
        assertThat(join(jetcd.getLeaseClient().timeToLive(parsed, withKeys)).getKeys())
                .containsExactly(Endpoints.bytes("keys/leased-etcdctl"));

        print("lease", "revoke", hexadecimal);
        join(jetcd.getLeaseClient().revoke(parsed));
    }

    /// Both, and `etcdctl` at every member, read the same in the end.
    private void agree(String count) {
        var prefix = GetOption.builder().isPrefix(true).build();
        List<KeyValue> all =
                join(jetcd.getKVClient().get(Endpoints.bytes("keys/"), prefix)).getKvs();
        assertThat(all)
                .extracting(pair -> pair.getKey().toString())
                .containsExactly("keys/counter", "keys/etcdctl", "keys/jetcd", "keys/shared");
        assertThat(all.getFirst().getValue().toString()).isEqualTo(count);
        String printed =
                all.stream()
                        .map(pair -> pair.getKey() + "\n" + pair.getValue() + "\n")
                        .collect(joining());
        for (int i = 0; i < cluster.members().size(); i++) {
            String read = Tool.etcdctl(words(i, "get", "keys/", "--prefix")).orFail();
            assertThat(read).isEqualTo(printed.strip());
        }
        var locks = join(jetcd.getKVClient().get(Endpoints.bytes("mutex/"), prefix));
        assertThat(locks.getKvs()).isEmpty();
    }

    private static List<String> putsOf(String name) {
        return IntStream.range(0, WRITES)
                .boxed()
                .flatMap(i ->
                        List.of("keys/" + name, "keys/shared").stream()
                                .map(key -> "PUT\n" + key + "\n" + name + " " + i + "\n"))
                .toList();
    }

    /// An event in three lines, as `etcdctl watch` prints it.
    private static String asPrinted(WatchEvent event) {
        KeyValue pair = event.getKeyValue();
        return event.getEventType() + "\n" + pair.getKey() + "\n" + pair.getValue() + "\n";
    }

    /// What `etcdctl` prints for these words, said to the second member.
    private String print(String... words) {
        return Tool.etcdctl(words(1, words)).orFail();
    }

    private String[] words(int member, String... words) {
        return Stream.concat(
                        Stream.of(
                                "--endpoints=" + cluster.member(member).endpoint(),
                                "--dial-timeout=20s",
                                "--command-timeout=20s"),
                        Stream.of(words))
                .toArray(String[]::new);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private long put(String key, String value) {
        return join(jetcd.getKVClient().put(Endpoints.bytes(key), Endpoints.bytes(value)))
                .getHeader()
                .getRevision();
    }

    private String get(String key) {
        var pairs = join(jetcd.getKVClient().get(Endpoints.bytes(key))).getKvs();
        return pairs.isEmpty() ? "0" : pairs.getFirst().getValue().toString();
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join();
    }
}
