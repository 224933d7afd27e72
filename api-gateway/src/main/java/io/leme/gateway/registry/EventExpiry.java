package io.leme.gateway.registry;

import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.StatusReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes events that are older than an hour, as a kube-apiserver's store does by its leases. An
/// event that is told again lives an hour from then.
///
/// Threads. One looks once a minute. Several gateways may do it at once: a delete names the version
/// that it means.
public final class EventExpiry implements AutoCloseable {
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(EventExpiry.class);
    private static final long PERIOD_SECONDS = 60;
    private static final List<String> TIMES =
            List.of(
                    "/metadata/creationTimestamp",
                    "/series/lastObservedTime",
                    "/lastTimestamp",
                    "/eventTime");

    private final Resource events;
    private final InstantSource clock;
    private final ScheduledExecutorService sweeps;

    EventExpiry(ResourceCatalog catalog, InstantSource clock) {
        this.events = catalog.find(new GroupVersionResource("", "v1", "events")).orElseThrow();
        this.clock = clock;
        this.sweeps =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("event-expiry").factory());
    }

    public static EventExpiry start(ResourceCatalog catalog, InstantSource clock) {
        EventExpiry expiry = new EventExpiry(catalog, clock);
        var _ =
                expiry.sweeps.scheduleWithFixedDelay(
                        expiry::sweepSafely, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);

        return expiry;
    }

    @Override
    public void close() {
        sweeps.shutdownNow();
    }

    /// Deletes what is too old now.
    void sweep() {
        Instant now = clock.instant();
        Instant limit = now.minus(LIFETIME);
        for (ApiObject event : events.list("", ListOptions.ALL).items()) {
            if (lastTold(event, now).filter(time -> time.isBefore(limit)).isPresent()) {
                delete(event);
            }
        }
    }

    private void sweepSafely() {
        try {
            sweep();
        } catch (ApiException failure) {
            LOG.info("Old events stay for now: {}", failure.status().message());
        } catch (RuntimeException broken) {
            LOG.warn("Old events stay for now.", broken);
        }
    }

    private void delete(ApiObject event) {
        DeleteOptions same =
                new DeleteOptions(
                        false,
                        event.meta().uid(),
                        Long.toString(event.resourceVersion()),
                        Optional.empty(),
                        Optional.empty());
        try {
            events.delete(RequestContext.GATEWAY, event.name(), same);
        } catch (ApiException failure) {
            boolean overtaken =
                    failure.is(StatusReason.NOT_FOUND) || failure.is(StatusReason.CONFLICT);
            if (!overtaken) {
                throw failure;
            }
        }
    }

    /// Times that are still to come are no times of telling.
    private static Optional<Instant> lastTold(ApiObject event, Instant now) {
        return TIMES.stream()
                .map(pointer -> KubernetesTime.parse(event.tree().at(pointer).asText("")))
                .flatMap(Optional::stream)
                .filter(time -> !time.isAfter(now))
                .max(Comparator.naturalOrder());
    }
}
