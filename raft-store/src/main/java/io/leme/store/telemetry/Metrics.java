package io.leme.store.telemetry;

import io.leme.store.base.Histogram;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// The metrics of one member. Names are given as they stand on the page, but counters without their
/// `_total`.
public final class Metrics {
    private static final int BUCKETS = 14;
    private static final Duration[] CALL_BUCKETS =
            LongStream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /// The registry holds what it reads counters from weakly; here it stays alive.
    private final Queue<LongSupplier> kept = new ConcurrentLinkedQueue<>();

    private final Queue<Family> families = new ConcurrentLinkedQueue<>();

    public Metrics() {
        ProcessMetrics.register(this);
    }

    /// A value that goes up and down, asked for when a page is made.
    ///
    /// The registry takes `_total` for the mark of a counter and drops it from a gauge. Some of
    /// etcd's gauges bear it, so those are written without the registry.
    public void gauge(String name, String help, DoubleSupplier value) {
        if (name.endsWith("_total")) {
            values(name, help, "gauge", () -> Map.of(Labels.NONE, value.getAsDouble()));
            return;
        }
        Gauge.builder(name, value::getAsDouble).description(help).register(registry);
    }

    /// A value that only grows, asked for when a page is made.
    public void counter(String name, String help, LongSupplier value) {
        kept.add(value);
        FunctionCounter.builder(name, value, LongSupplier::getAsLong)
                .description(help)
                .register(registry);
    }

    /// As [#counter], under the whole name: some of etcd's counters do not end in `_total`.
    public void plainCounter(String name, String help, LongSupplier value) {
        values(name, help, "counter", () -> Map.of(Labels.NONE, (double) value.getAsLong()));
    }

    /// A value for each of some labels, asked for when a page is made. The name is given whole.
    ///
    /// @param type `counter` or `gauge`
    public void values(
            String name, String help, String type, Supplier<? extends Map<Labels, Double>> series) {
        families.add(new Family.Values(name, help, type, series));
    }

    /// Values by their size. The name is given whole.
    public void spread(String name, String help, Histogram values) {
        spreads(name, help, () -> Map.of(Labels.NONE, values));
    }

    /// Values by their size for each of some labels. The name is given whole.
    public void spreads(
            String name, String help, Supplier<? extends Map<Labels, Histogram>> series) {
        families.add(new Family.Spreads(name, help, series));
    }

    /// Durations in nanoseconds, shown as a histogram in seconds with etcd's buckets: 1 ms and
    /// doubled 13 times. The name goes without its `_seconds`.
    public LongConsumer durations(String name, String help) {
        Duration[] buckets = new Duration[BUCKETS];
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = Duration.ofMillis(1L << i);
        }
        Timer timer =
                Timer.builder(name)
                        .description(help)
                        .serviceLevelObjectives(buckets)
                        .register(registry);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /// A fact that never changes, told by a label.
    public void fact(String name, String help, String label, String value) {
        Gauge.builder(name, () -> 1)
                .tags(Tags.of(label, value))
                .description(help)
                .register(registry);
    }

    /// `type` is `unary`, `server_stream`, `client_stream` or `bidi_stream`.
    public CallCounter calls(String type, String service, String method) {
        return new CallCounter(registry, type, service, method);
    }

    /// Nanoseconds that each call of an RPC took, with the buckets of gRPC for Go.
    ///
    /// @param type as for [#calls]
    public LongConsumer callTimes(String type, String service, String method) {
        Timer timer =
                Timer.builder("grpc_server_handling")
                        .description("Time of RPCs from their start on the server to their end.")
                        .tags("grpc_type", type, "grpc_service", service, "grpc_method", method)
                        .serviceLevelObjectives(CALL_BUCKETS)
                        .register(registry);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /// All metrics in Prometheus' text format.
    public String page() {
        StringBuilder page = new StringBuilder(registry.scrape());
        families.forEach(family -> family.writeTo(page));
        return page.toString();
    }
}
