package io.leme.store.judge.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Keys;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.WatchGrpc;
import io.leme.wire.rpc.WatchRequest;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("process")
class ShutdownTest {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final int PUTS = 200;

    /// 128 and the number of SIGTERM: ended as asked. A virtual machine whose hooks are done ends
    /// so, and etcd ends so.
    private static final int ENDED_BY_SIGTERM = 143;

    @ParameterizedTest(name = "{0} members")
    @ValueSource(ints = {1, 3})
    void aMemberStartsQuietlyEndsOnSigtermWithinFiveSecondsAndLosesNothing(int size) {
        try (var cluster = Cluster.start(ClusterPlan.of(Program.LEME, size), "shutdown-" + size)) {
            for (int i = 0; i < PUTS; i++) {
                put(cluster.member(i % size), "key-" + i);
            }
            cluster.members().forEach(LogLines::assertQuiet);
            cluster.members().forEach(ShutdownTest::openWatch);
            for (Member member : cluster.members()) {
                member.terminate();
                assertThat(member.awaitEnd(BOUND)).isEqualTo(ENDED_BY_SIGTERM);
                LogLines.assertNoTrace(member);
            }
            cluster.startAll();
            cluster.members()
                    .forEach(member -> assertThat(Keys.count(member, "key-")).isEqualTo(PUTS));
            cluster.members().forEach(LogLines::assertNoTrace);
        }
    }

    /// An open stream must not hold the end up.
    private static void openWatch(Member member) {
        var stream = member.client().open(WatchGrpc.getWatchMethod());
        var create = WatchRequest.newBuilder();
        create.getCreateRequestBuilder().setKey(ByteString.copyFromUtf8("key-"));
        stream.send(create.build());
        stream.await(BOUND, 0, "the watcher", message -> message.getCreated());
    }

    private static void put(Member member, String key) {
        var request = PutRequest.newBuilder().setKey(ByteString.copyFromUtf8(key));
        member.client().call(KVGrpc.getPutMethod(), request.build()).orFail();
    }
}
