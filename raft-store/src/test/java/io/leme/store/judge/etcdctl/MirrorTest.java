package io.leme.store.judge.etcdctl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import io.leme.store.judge.process.RequiredPrograms;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `etcdctl make-mirror` moves what is there and follows what comes, from an etcd and to an etcd.
@Tag("process")
class MirrorTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final ByteString ZERO = ByteString.copyFrom(new byte[1]);
    private static final int KEYS = 30;

    @TempDir private Path directory;

    @Test
    void keysGoOverFromEtcdAndBack() throws IOException {
        RequiredPrograms.require("etcd", "etcdctl");
        try (var etcd = Cluster.start(ClusterPlan.of(Program.ETCD, 1), "mirror");
                var leme = Cluster.start(ClusterPlan.of(Program.subject(), 1), "subject-mirror")) {
            follows(etcd.member(0), leme.member(0), "there/");
            follows(leme.member(0), etcd.member(0), "back/");
        }
    }

    /// Keys under a prefix come to lie under another one.
    private void follows(Member source, Member destination, String prefix) throws IOException {
        String mirrored = "of-" + prefix;
        for (int i = 0; i < KEYS; i++) {
            put(source, prefix + i, "before " + i);
        }
        put(source, "not-" + prefix, "and not mirrored");
        delete(source, prefix + 1);
        Process mirror =
                start(source, destination, "--prefix=" + prefix, "--dest-prefix=" + mirrored);
        try {
            awaitSame(source, destination, prefix, mirrored);
            put(source, prefix + 2, "changed");
            put(source, prefix + "new", "\0 and \n");
            delete(source, prefix + 3);
            awaitSame(source, destination, prefix, mirrored);
            assertThat(under(destination, "not-")).isEmpty();
            delete(source, "not-" + prefix);
        } finally {
            mirror.destroyForcibly();
        }
    }

    private Process start(Member source, Member destination, String... flags) throws IOException {
        var words = new ArrayList<>(List.of("etcdctl", "--endpoints=" + source.endpoint()));
        words.add("make-mirror");
        words.addAll(List.of(flags));
        words.add(destination.endpoint());
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.redirectOutput(directory.resolve("mirror.log").toFile());
        builder.environment().put("ETCDCTL_API", "3");
        return builder.start();
    }

    private static void awaitSame(
            Member source, Member destination, String prefix, String mirrored) {
        Map<String, String> expected =
                under(source, prefix).entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        entry ->
                                                mirrored
                                                        + entry.getKey().substring(prefix.length()),
                                        Map.Entry::getValue));
        Eventually.eventually(
                BOUND,
                "the mirror shows " + expected,
                () -> under(destination, mirrored).equals(expected));
    }

    private static Map<String, String> under(Member member, String prefix) {
        var all = RangeRequest.newBuilder().setKey(ZERO).setRangeEnd(ZERO).build();
        var found = new TreeMap<String, String>();
        for (var entry : member.client().call(KVGrpc.getRangeMethod(), all).orFail().getKvsList()) {
            if (entry.getKey().toString(UTF_8).startsWith(prefix)) {
                found.put(entry.getKey().toString(UTF_8), entry.getValue().toString(UTF_8));
            }
        }
        return found;
    }

    private static void put(Member member, String key, String value) {
        var put =
                PutRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8(key))
                        .setValue(ByteString.copyFromUtf8(value))
                        .build();
        member.client().call(KVGrpc.getPutMethod(), put).orFail();
    }

    private static void delete(Member member, String key) {
        var delete = DeleteRangeRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).build();
        member.client().call(KVGrpc.getDeleteRangeMethod(), delete).orFail();
    }
}
