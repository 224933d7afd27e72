package io.leme.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.leme.store.judge.process.Eventually;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a collector of traces is told by a store.
class TracesTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final String PUT = "etcdserverpb.KV/Put";

    @TempDir Path directory;
    private final Collector collector = new Collector();
    private Server server;

    @BeforeEach
    void listen() throws IOException {
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = NettyServerBuilder.forAddress(any).addService(collector).build().start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void aPutBelongsToTheTraceOfItsClientAndHasItsStagesBelowIt() throws Exception {
        try (RunningStore store =
                start("--experimental-distributed-tracing-service-name=state", "--name=default")) {
            put(store, "untraced", new Metadata());
            put(store, "key", tracedBy(TRACE));
            Span call = collector.await(span -> span.getName().equals(PUT));

            assertThat(hex(call.getTraceId())).isEqualTo(TRACE);
            assertThat(hex(call.getParentSpanId())).isEqualTo(PARENT);
            assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
            assertThat(attributes(call.getAttributesList()))
                    .containsEntry("rpc.service", "etcdserverpb.KV")
                    .containsEntry("rpc.method", "Put")
                    .containsEntry("rpc.grpc.status_code", "0");
            List<Span> stages = collector.below(call);
            assertThat(stages)
                    .extracting(Span::getName)
                    .containsExactly("checked", "queued", "replicated", "applied", "answered");
            for (int i = 1; i < stages.size(); i++) {
                assertThat(stages.get(i).getStartTimeUnixNano())
                        .isEqualTo(stages.get(i - 1).getEndTimeUnixNano());
            }
            assertThat(collector.named(PUT)).as("the other client traces nothing").hasSize(1);
            assertThat(collector.resource())
                    .containsEntry("service.name", "state")
                    .containsEntry("service.instance.id", "one");
        }
    }

    @Test
    void callsOfClientsThatTraceNothingAreSampled() throws Exception {
        try (RunningStore store = start("--distributed-tracing-sampling-rate=1000000")) {
            Assertions.assertThatExceptionOfType(StatusRuntimeException.class)
                    .isThrownBy(() -> put(store, "", new Metadata()));
            Span call = collector.await(span -> span.getName().equals(PUT));

            assertThat(call.getParentSpanId()).isEmpty();
            assertThat(attributes(call.getAttributesList()))
                    .containsEntry("rpc.grpc.status_code", "3");
            assertThat(call.getStatus().getCode())
                    .as("the client's mistake")
                    .isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
        }
    }

    private RunningStore start(String... more) throws Exception {
        String[] flags = new String[more.length + 3];
        flags[0] = "--experimental-enable-distributed-tracing";
        flags[1] = "--distributed-tracing-address=127.0.0.1:" + server.getPort();
        flags[2] = "--distributed-tracing-instance-id=one";
        System.arraycopy(more, 0, flags, 3, more.length);
        return RunningStore.start(directory, "http", flags);
    }

    private static void put(RunningStore store, String key, Metadata metadata) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("127.0.0.1", store.clientPort)
                        .usePlaintext()
                        .build();
        try {
            var _ =
                    KVGrpc.newBlockingStub(channel)
                            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
                            .put(
                                    PutRequest.newBuilder()
                                            .setKey(ByteString.copyFromUtf8(key))
                                            .build());
        } finally {
            channel.shutdownNow();
        }
    }

    private static Metadata tracedBy(String trace) {
        Metadata metadata = new Metadata();
        metadata.put(
                Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER),
                "00-" + trace + "-" + PARENT + "-01");
        return metadata;
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(
                        Collectors.toMap(
                                KeyValue::getKey,
                                each ->
                                        each.getValue().hasIntValue()
                                                ? Long.toString(each.getValue().getIntValue())
                                                : each.getValue().getStringValue()));
    }

    /// Keeps what it is told.
    private static final class Collector extends TraceServiceGrpc.TraceServiceImplBase {
        private final List<ResourceSpans> told = new CopyOnWriteArrayList<>();

        @Override
        public void export(
                ExportTraceServiceRequest request,
                StreamObserver<ExportTraceServiceResponse> caller) {
            told.addAll(request.getResourceSpansList());
            caller.onNext(ExportTraceServiceResponse.getDefaultInstance());
            caller.onCompleted();
        }

        Span await(Predicate<Span> wanted) {
            return Eventually.obtain(
                    BOUND,
                    () -> "a span; told: " + told,
                    () -> spans().stream().filter(wanted).findFirst());
        }

        /// A batch holds a call behind its stages, so what is below it has come when it has.
        List<Span> below(Span call) {
            return spans().stream()
                    .filter(span -> span.getParentSpanId().equals(call.getSpanId()))
                    .toList();
        }

        List<Span> named(String name) {
            return spans().stream().filter(span -> span.getName().equals(name)).toList();
        }

        Map<String, String> resource() {
            return attributes(told.getFirst().getResource().getAttributesList());
        }

        private List<Span> spans() {
            return told.stream()
                    .flatMap(of -> of.getScopeSpansList().stream())
                    .flatMap(of -> of.getSpansList().stream())
                    .toList();
        }
    }
}
