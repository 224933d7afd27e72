package io.leme.store.judge.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.MemberSettings;
import io.leme.store.judge.process.Program;
import io.leme.store.judge.process.RequiredPrograms;
import io.leme.store.judge.process.Tool;
import io.leme.wire.rpc.ClusterGrpc;
import io.leme.wire.rpc.MemberAddRequest;
import io.leme.wire.rpc.WatchCreateRequest;
import io.leme.wire.rpc.WatchGrpc;
import io.leme.wire.rpc.WatchRequest;
import io.leme.wire.rpc.WatchResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A state is saved, looked at, and begins a new cluster.
@Tag("process")
class SnapshotTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int BUMP = 1_000;

    @TempDir Path directory;

    @Test
    void aSavedStateBeginsANewClusterThatGrows() throws Exception {
        RequiredPrograms.require("etcdctl");
        Path file = directory.resolve("saved.db");
        long revision;
        List<?> keys;
        try (var source = Cluster.start(ClusterPlan.of(Program.LEME, 1), "snapshot-source")) {
            Content content = new Content(source.member(0));
            content.write(40);
            revision = content.revision();
            keys = content.keys();
            String endpoint = source.member(0).endpoint();
            Tool.etcdctl("--endpoints=" + endpoint, "snapshot", "save", file.toString()).orFail();
            Path own = directory.resolve("own.db");
            Tool.leme("SnapshotMain", "save", own.toString(), "--endpoint=http://" + endpoint)
                    .orFail();
            assertThat(fields(own).subList(0, 3))
                    .isEqualTo(fields(file).subList(0, 3))
                    .contains(Long.toString(revision), Integer.toString(keys.size()));
        }

        try (var places = Cluster.prepare(ClusterPlan.of(Program.LEME, 2), "snapshot-restored")) {
            MemberSettings founder = alone(places.member(0));
            restore(file, founder).orFail();
            assertThat(restore(file, founder).output()).contains("is not empty");
            try (Member a = new Member(Program.LEME, founder)) {
                a.start();
                a.awaitReady();
                Content content = new Content(a);
                assertThat(content.revision()).isEqualTo(revision + BUMP);
                assertThat(content.keys()).isEqualTo(keys);
                assertThat(content.leases()).containsExactly(Content.LEASE);
                assertThat(watch(a, revision).getCompactRevision()).isEqualTo(revision + BUMP);
                content.put("new", "in the new cluster", 0);
                grows(a, places.member(1), content);
            }
        }
    }

    private static Tool restore(Path file, MemberSettings member) {
        return Tool.leme(
                "SnapshotMain",
                "restore",
                file.toString(),
                "--name=" + member.name(),
                "--data-dir=" + member.directory(),
                "--initial-cluster=" + member.initialCluster(),
                "--initial-cluster-token=judge",
                "--initial-advertise-peer-urls=" + peerUrl(member),
                "--bump-revision=" + BUMP,
                "--mark-compacted");
    }

    /// Hash, revision, keys and size.
    private static List<String> fields(Path file) {
        return List.of(Tool.leme("SnapshotMain", "status", file.toString()).orFail().split(", "));
    }

    /// A member that starts with nothing has to fetch what was there before its leader's log.
    private static void grows(Member first, Member place, Content content) {
        var request = MemberAddRequest.newBuilder().addPeerURLs(peerUrl(place.settings())).build();
        Eventually.eventually(
                BOUND,
                "a member is added",
                () -> first.client().call(ClusterGrpc.getMemberAddMethod(), request).isGiven());
        try (Member second =
                new Member(
                        Program.LEME,
                        place.settings().withFlags(List.of("--initial-cluster-state=existing")))) {
            second.start();
            second.awaitReady();
            assertThat(new Content(second).keys()).isEqualTo(content.keys());
            assertThat(new Content(second).hash()).isEqualTo(content.hash());
        }
    }

    private static WatchResponse watch(Member member, long from) {
        try (var stream = member.client().open(WatchGrpc.getWatchMethod())) {
            stream.send(
                    WatchRequest.newBuilder()
                            .setCreateRequest(
                                    WatchCreateRequest.newBuilder()
                                            .setKey(ByteString.copyFromUtf8("key/0"))
                                            .setStartRevision(from))
                            .build());
            return stream.await(BOUND, 0, "the end of the watch", WatchResponse::getCanceled);
        }
    }

    /// The only member of its cluster.
    private static MemberSettings alone(Member place) {
        MemberSettings all = place.settings();
        return new MemberSettings(
                all.name(),
                all.clientPort(),
                all.peerPort(),
                all.directory(),
                all.log(),
                all.name() + "=" + peerUrl(all),
                all.transport(),
                all.virtualMachine(),
                all.flags());
    }

    private static String peerUrl(MemberSettings member) {
        return "http://127.0.0.1:" + member.peerPort();
    }
}
