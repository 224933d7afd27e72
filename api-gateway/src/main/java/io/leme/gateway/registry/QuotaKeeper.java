package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.admission.ResourceQuotas;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.WatchSignal;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the status of quotas up to date for as long as the gateway runs: has a namespace that has
/// quotas counted when one of its objects comes, goes or changes, when somebody asks for it, and
/// every minute. One that was not started does nothing.
///
/// Threads. One follows the quotas; when there is a first one, one for each kind follows its
/// objects. One counts. Remembered are the namespaces that had quotas at their last visit. At most
/// one visit of a namespace is scheduled at a time, and the longer they take, the longer they are
/// put off.
public final class QuotaKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuotaKeeper.class);
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration DELAY = Duration.ofMillis(200);

    /// Counting takes a tenth of the time at most.
    private static final int SHARE = 10;

    private final QuotaUpkeep upkeep;
    private final ScheduledThreadPoolExecutor visits;
    private final Supplier<ResourceCatalog> catalogs;
    private final Set<String> limited = ConcurrentHashMap.newKeySet();
    private final Set<String> scheduled = ConcurrentHashMap.newKeySet();
    private final Map<GroupResource, ResourceFollower> followers = new HashMap<>();
    private volatile long lastNanos;
    private Map<GroupResource, Resource> wanted = Map.of();
    private @Nullable ResourceFollower quotas;
    private boolean following;
    private boolean closed;

    /// @param catalogs what is served now
    public QuotaKeeper(Supplier<ResourceCatalog> catalogs) {
        this.catalogs = catalogs;
        this.upkeep = new QuotaUpkeep(catalogs);
        this.visits =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("quota-visits").factory());
    }

    /// Begins; returns at once.
    public synchronized void start() {
        follow(catalogs.get());
        quotas =
                follower(
                        catalogs.get().find(ResourceQuotas.QUOTAS).orElseThrow(),
                        "quota-follower",
                        this::readQuotas);
        quotas.start();
        var _ =
                visits.scheduleWithFixedDelay(
                        () -> limited.forEach(this::schedule),
                        EVERY.toMillis(),
                        EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// Has a namespace counted soon, if it has quotas.
    public void recount(String namespace) {
        if (limited.contains(namespace)) {
            schedule(namespace);
        }
    }

    /// Counts the objects of these kinds from now on, and of no others.
    public synchronized void follow(ResourceCatalog catalog) {
        Map<GroupResource, Resource> kinds = new LinkedHashMap<>();
        for (Resource resource : catalog.all()) {
            ResourceDefinition definition = resource.definition();
            if (definition.namespaced()
                    && definition.verbs().contains("watch")
                    && !definition.resource().equals(ResourceQuotas.QUOTAS)
                    && !definition.kind().kind().equals("Event")) {
                kinds.putIfAbsent(definition.resource().groupResource(), resource);
            }
        }
        wanted = kinds;
        if (following) {
            followWanted();
        }
    }

    private synchronized void followWanted() {
        following = true;
        for (GroupResource each : List.copyOf(followers.keySet())) {
            ResourceFollower gone = wanted.containsKey(each) ? null : followers.remove(each);
            if (gone != null) {
                gone.close();
            }
        }
        wanted.forEach((name, resource) -> {
            if (!closed && !followers.containsKey(name)) {
                ResourceFollower follower =
                        follower(resource, "quota-" + name, open -> read(name, open));
                followers.put(name, follower);
                follower.start();
            }
        });
    }

    private static ResourceFollower follower(
            Resource resource, String thread, ResourceFollower.Reading reading) {
        return new ResourceFollower(
                resource,
                ListOptions.ALL,
                new ResourceFollower.Pauses(PAUSE, PAUSE),
                thread,
                reading);
    }

    @Override
    public synchronized void close() {
        closed = true;
        visits.shutdownNow();
        if (quotas != null) {
            quotas.close();
        }
        followers.values().forEach(ResourceFollower::close);
    }

    private void readQuotas(ObjectWatch open) throws InterruptedException {
        while (open.next() instanceof WatchSignal.Changed(var type, var quota)) {
            if (type == WatchSignal.ChangeType.DELETED) {
                continue;
            }
            if (limited.isEmpty()) {
                followWanted();
            }
            limited.add(quota.name().namespace());
            JsonNode hard = quota.tree().path("spec").path("hard");
            if (!hard.equals(quota.tree().path("status").path("hard"))) {
                submit(quota.name().namespace(), Duration.ZERO);
            }
        }
    }

    private void read(GroupResource resource, ObjectWatch open) throws InterruptedException {
        boolean pods = resource.equals(PODS);
        while (open.next() instanceof WatchSignal.Changed(var type, var object)) {
            String namespace = object.name().namespace();
            if (!(pods && type == WatchSignal.ChangeType.MODIFIED && isRunning(object))) {
                recount(namespace);
            }
        }
    }

    /// Such a pod tells of itself often, and takes what it took.
    private static boolean isRunning(ApiObject pod) {
        return pod.tree().path("status").path("phase").asText("").equals("Running");
    }

    private void schedule(String namespace) {
        if (scheduled.add(namespace)) {
            Duration share = Duration.ofNanos(lastNanos).multipliedBy(SHARE);
            submit(namespace, share.compareTo(DELAY) > 0 ? share : DELAY);
        }
    }

    private void submit(String namespace, Duration delay) {
        try {
            var _ =
                    visits.schedule(
                            () -> visit(namespace), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Not counted any more: {}", namespace);
        }
    }

    private void visit(String namespace) {
        scheduled.remove(namespace);
        long start = System.nanoTime();
        QuotaUpkeep.Outcome outcome = QuotaUpkeep.Outcome.FAILED;
        try {
            outcome = upkeep.visit(namespace);
        } catch (RuntimeException broken) {
            LOG.warn("The quotas of {} were not counted.", namespace, broken);
        }
        lastNanos = System.nanoTime() - start;
        switch (outcome) {
            case NO_QUOTAS -> limited.remove(namespace);
            case COUNTED -> limited.add(namespace);
            case FAILED -> schedule(namespace);
        }
    }
}
