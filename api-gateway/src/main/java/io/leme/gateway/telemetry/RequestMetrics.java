package io.leme.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;

/// How many requests of what kind were answered how, and how long that took. Safe for use by many
/// threads.
///
/// The number of series is bounded by what the catalog serves: callers pass the resource of
/// requests that were found in it, and nothing else that clients choose.
public final class RequestMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(400),
        Duration.ofMillis(600),
        Duration.ofMillis(800),
        Duration.ofSeconds(1),
        Duration.ofMillis(1250),
        Duration.ofMillis(1500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public RequestMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    /// A request for a resource, in the words of kube-apiserver's labels.
    ///
    /// @param scope `resource` for one object, `namespace` or `cluster` for many
    public record Labels(
            String verb,
            String group,
            String version,
            String resource,
            String subresource,
            String scope) {
        private Tags tags() {
            return Tags.of(
                    "verb", verb,
                    "group", group,
                    "version", version,
                    "resource", resource,
                    "subresource", subresource,
                    "scope", scope,
                    "component", "apiserver");
        }
    }

    /// Counts an answered request.
    ///
    /// @param timed whether its duration says something: that of a watch does not
    public void answered(Labels labels, int code, boolean dryRun, Duration took, boolean timed) {
        Tags tags = labels.tags();
        Counter.builder("apiserver_request")
                .tags(tags.and("code", Integer.toString(code), "dry_run", dryRun ? "All" : ""))
                .register(registry)
                .increment();
        if (timed) {
            Timer.builder("apiserver_request_duration")
                    .tags(tags)
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry)
                    .record(took);
        }
    }

    /// All of it as Prometheus reads it.
    public String scrape() {
        return registry.scrape();
    }
}
