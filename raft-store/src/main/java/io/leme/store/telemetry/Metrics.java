package io.leme.store.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// The metrics of one member. Names are given as they stand on the page, but counters without their
/// `_total`.
public final class Metrics {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public Metrics() {
        ProcessMetrics.register(this);
    }

    /// A value that goes up and down, asked for when a page is made.
    public void gauge(String name, String help, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble).description(help).register(registry);
    }

    /// A value that only grows, asked for when a page is made.
    public void counter(String name, String help, LongSupplier value) {
        FunctionCounter.builder(name, value, LongSupplier::getAsLong)
                .description(help)
                .register(registry);
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

    /// All metrics in Prometheus' text format.
    public String page() {
        return registry.scrape();
    }
}
