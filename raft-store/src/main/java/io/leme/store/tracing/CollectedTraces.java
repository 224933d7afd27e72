package io.leme.store.tracing;

import io.leme.store.config.MemberSettings.Tracing;
import io.leme.store.telemetry.CallTraces;
import io.leme.store.telemetry.Stages.Stage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends calls as spans to a collector, in batches and in the background. At most [#MOST_WAITING]
/// spans wait for it; while it is away or slow the rest is dropped, and no call waits.
public final class CollectedTraces implements CallTraces {
    private static final int MOST_WAITING = 2048;
    private static final Duration BATCH_PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(1);
    private static final double MILLION = 1e6;

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system");
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("rpc.service");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
    private static final AttributeKey<Long> CODE = AttributeKey.longKey("rpc.grpc.status_code");

    /// gRPC's codes that are a server's fault, by OpenTelemetry's convention: UNKNOWN,
    /// DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS.
    private static final Set<Integer> OWN_ERRORS = Set.of(2, 4, 12, 13, 14, 15);

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    public CollectedTraces(Tracing wanted) {
        this.provider =
                SdkTracerProvider.builder()
                        .setResource(resource(wanted))
                        .setSampler(Sampler.parentBased(sampler(wanted.samplesPerMillion())))
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(
                                                OtlpGrpcSpanExporter.builder()
                                                        .setEndpoint("http://" + wanted.address())
                                                        .build())
                                        .setMaxQueueSize(MOST_WAITING)
                                        .setScheduleDelay(BATCH_PAUSE)
                                        .build())
                        .build();
        this.tracer = provider.get("io.leme.store");
    }

    /// Where the client's trace does not decide: none with a rate of 0, as in etcd.
    private static Sampler sampler(int perMillion) {
        return perMillion == 0
                ? Sampler.alwaysOff()
                : Sampler.traceIdRatioBased(perMillion / MILLION);
    }

    private static Resource resource(Tracing wanted) {
        AttributesBuilder names =
                Attributes.builder()
                        .put(AttributeKey.stringKey("service.name"), wanted.serviceName());
        wanted.instanceId()
                .ifPresent(id -> names.put(AttributeKey.stringKey("service.instance.id"), id));
        return Resource.getDefault().merge(Resource.create(names.build()));
    }

    @Override
    public Optional<Trace> began(String method, @Nullable String parent, @Nullable String state) {
        int slash = method.indexOf('/');
        Span span =
                tracer.spanBuilder(method)
                        .setParent(parent == null ? Context.root() : context(parent, state))
                        .setSpanKind(SpanKind.SERVER)
                        .setAttribute(SYSTEM, "grpc")
                        .setAttribute(SERVICE, method.substring(0, slash))
                        .setAttribute(METHOD, method.substring(slash + 1))
                        .startSpan();
        return span.getSpanContext().isSampled()
                ? Optional.of(new SpanOfCall(tracer, span))
                : Optional.empty();
    }

    private static Context context(String parent, @Nullable String state) {
        return W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), new ClientTrace(parent, state), ClientTrace.READER);
    }

    @Override
    public void close() {
        var _ = provider.shutdown().join(PATIENCE_AT_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// A call that is told of.
    private record SpanOfCall(Tracer tracer, Span span) implements Trace {
        @Override
        public void ended(int code, List<Stage> stages) {
            WallClock clock = WallClock.now();
            Context call = Context.root().with(span);
            for (Stage stage : stages) {
                tracer.spanBuilder(stage.name())
                        .setParent(call)
                        .setStartTimestamp(clock.at(stage.beganNanos()))
                        .startSpan()
                        .end(clock.at(stage.endedNanos()));
            }
            span.setAttribute(CODE, code);
            if (OWN_ERRORS.contains(code)) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }
}
