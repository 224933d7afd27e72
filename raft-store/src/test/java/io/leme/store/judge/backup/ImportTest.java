package io.leme.store.judge.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.MemberSettings;
import io.leme.store.judge.process.Program;
import io.leme.store.judge.process.RequiredPrograms;
import io.leme.store.judge.process.Tool;
import io.leme.wire.kv.KeyValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The state of a real etcd, taken over: keys, revisions, versions, leases and logins.
@Tag("process")
class ImportTest {
    /// More of them on demand.
    private static final int KEYS = Integer.getInteger("leme.import.keys", 300);

    private static final int LEASES = 1 + KEYS / 100;
    private static final int USERS = 1 + KEYS / 1_000;

    @TempDir Path directory;

    private record Known(
            long revision,
            int hash,
            List<KeyValue> keys,
            List<KeyValue> past,
            long pastRevision,
            List<Long> leases) {}

    @Test
    void whatAnEtcdHeldIsHeldAlike() throws Exception {
        RequiredPrograms.require("etcd", "etcdctl");
        Path file = directory.resolve("etcd.db");
        Known known;
        try (var etcd = Cluster.start(ClusterPlan.of(Program.ETCD, 1), "import-source")) {
            known = fill(etcd.member(0));
            Tool.etcdctl(
                            "--endpoints=" + etcd.member(0).endpoint(),
                            "snapshot",
                            "save",
                            file.toString())
                    .orFail();
        }
        try (var leme = Cluster.prepare(ClusterPlan.of(Program.LEME, 1), "import-target")) {
            Member target = leme.member(0);
            assertThat(load(cutShort(file), target.settings()).output()).contains("cut short");
            long began = System.nanoTime();
            load(file, target.settings()).orFail();
            System.out.printf(
                    "%d keys, %d leases and %d users, %d KiB, imported in %d ms%n",
                    known.keys.size(),
                    known.leases.size(),
                    USERS + 2,
                    Files.size(file) / 1_024,
                    (System.nanoTime() - began) / 1_000_000);
            target.start();
            target.awaitReady();
            Content content = new Content(target);
            assertThat(content.keys()).isEqualTo(known.keys);
            assertThat(content.keysAt(known.pastRevision)).isEqualTo(known.past);
            assertThat(content.revision()).isEqualTo(known.revision);
            assertThat(content.hash()).isEqualTo(known.hash);
            assertThat(content.leases()).containsExactlyInAnyOrderElementsOf(known.leases);
            logins(target);
        }
    }

    private static Known fill(Member etcd) {
        Content content = new Content(etcd);
        content.write(KEYS);
        long revision = content.revision();
        content.put("key/5", "later", 0);
        content.put("key/6", "later", Content.LEASE);
        for (int i = 1; i < LEASES; i++) {
            content.grant(i);
            content.put("leased/" + i, "for an hour too", i);
        }
        String endpoint = "--endpoints=" + etcd.endpoint();
        Tool.etcdctl(endpoint, "user", "add", "root:secret").orFail();
        Tool.etcdctl(endpoint, "user", "grant-role", "root", "root").orFail();
        Tool.etcdctl(endpoint, "user", "add", "guest:welcome").orFail();
        for (int i = 1; i <= USERS; i++) {
            Tool.etcdctl(endpoint, "user", "add", "guest" + i + ":welcome" + i).orFail();
        }
        Tool.etcdctl(endpoint, "role", "add", "reader").orFail();
        Tool.etcdctl(endpoint, "role", "grant-permission", "reader", "read", "key/", "key0")
                .orFail();
        Tool.etcdctl(endpoint, "user", "grant-role", "guest", "reader").orFail();
        return new Known(
                content.revision(),
                content.hash(),
                content.keys(),
                content.keysAt(revision),
                revision,
                content.leases());
    }

    /// Passwords and permissions are those of before.
    private static void logins(Member target) {
        String endpoint = "--endpoints=" + target.endpoint();
        Tool.etcdctl(endpoint, "auth", "enable").orFail();
        String guest = "--user=guest:welcome";
        assertThat(Tool.etcdctl(endpoint, guest, "get", "key/5").orFail()).contains("later");
        assertThat(Tool.etcdctl(endpoint, guest, "put", "key/5", "mine").output())
                .contains("permission denied");
        assertThat(Tool.etcdctl(endpoint, "--user=guest:wrong", "get", "key/5").output())
                .contains("authentication failed");
        String last = "--user=guest%d:welcome%d".formatted(USERS, USERS);
        assertThat(Tool.etcdctl(endpoint, last, "get", "key/5").output())
                .contains("permission denied");
        Tool.etcdctl(endpoint, "--user=root:secret", "put", "other", "by root").orFail();
    }

    private static Tool load(Path file, MemberSettings member) {
        return Tool.leme(
                "ImportMain",
                "etcd-snapshot",
                file.toString(),
                "--name=" + member.name(),
                "--data-dir=" + member.directory(),
                "--initial-cluster=" + member.initialCluster(),
                "--initial-cluster-token=judge",
                "--initial-advertise-peer-urls=http://127.0.0.1:" + member.peerPort());
    }

    private Path cutShort(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        return Files.write(
                directory.resolve("short.db"), java.util.Arrays.copyOf(bytes, bytes.length - 100));
    }
}
