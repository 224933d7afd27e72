package io.leme.store.judge.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a member tells of calls that took longer than expected, with everything longer than
/// expected, and the log as JSON.
@Tag("process")
class SlowRequestTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final ByteString KEY = ByteString.copyFromUtf8("key");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void aSlowCallIsToldOfWithItsStages() {
        var plan =
                ClusterPlan.of(Program.LEME, 1)
                        .withFlags("--log-format=json", "--warning-unary-request-duration=0s");
        try (Cluster cluster = Cluster.start(plan, "slow-request")) {
            Member member = cluster.member(0);

            assertThat(steps(member, "etcdserverpb.KV/Put", () -> put(member)))
                    .containsExactly("checked", "queued", "replicated", "applied", "answered");
            assertThat(steps(member, "etcdserverpb.KV/Range", () -> range(member)))
                    .containsExactly("checked", "confirmed", "queued", "read", "answered");

            member.terminate();
            member.awaitEnd(BOUND);
            assertThat(member.log()).allSatisfy(line -> json.readTree(line));
        }
    }

    /// One line a second stands for all calls, so it may take some until one is told of.
    private List<String> steps(Member member, String method, Runnable call) {
        return Eventually.obtain(
                BOUND,
                () -> "a line about " + method,
                () -> {
                    call.run();
                    return told(member, method).map(SlowRequestTest::names);
                });
    }

    private Optional<JsonNode> told(Member member, String method) {
        return member.log().stream()
                .filter(line -> line.contains(method))
                .flatMap(line -> read(line).stream())
                .findFirst();
    }

    /// Nothing while the line is being written.
    private Optional<JsonNode> read(String line) {
        try {
            return Optional.of(json.readTree(line));
        } catch (JsonProcessingException unfinished) {
            return Optional.empty();
        }
    }

    private static List<String> names(JsonNode line) {
        return Stream.of(line.path("steps"))
                .flatMap(steps -> steps.valueStream())
                .map(step -> step.asText().split(" ", -1)[0])
                .toList();
    }

    private static void put(Member member) {
        var put = PutRequest.newBuilder().setKey(KEY).setValue(KEY).build();
        member.client().call(KVGrpc.getPutMethod(), put).orFail();
    }

    private static void range(Member member) {
        var range = RangeRequest.newBuilder().setKey(KEY).build();
        member.client().call(KVGrpc.getRangeMethod(), range).orFail();
    }
}
