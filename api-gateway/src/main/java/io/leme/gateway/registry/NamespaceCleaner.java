package io.leme.gateway.registry;

import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.WatchSignal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the namespaces for as long as the gateway runs: service accounts for the new ones,
/// an end for the deleted ones.
///
/// Threads. One follows the namespaces, one visits them. A change of a namespace schedules a visit
/// in place of the one that was due, and one that did not finish comes again after a pause that
/// doubles up to 5 s.
public final class NamespaceCleaner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NamespaceCleaner.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final NamespaceUpkeep upkeep;
    private final ScheduledThreadPoolExecutor visits;
    private final ResourceFollower follower;

    private volatile boolean closed;

    /// The latest visit that was scheduled of each namespace that is not settled.
    private final Map<String, Object> latest = new ConcurrentHashMap<>();

    private NamespaceCleaner(
            Supplier<ResourceCatalog> catalogs, NamespaceChores chores, InstantSource clock) {
        this.upkeep = new NamespaceUpkeep(catalogs, chores, clock);
        this.visits =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("namespace-visits").factory());
        this.visits.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.follower =
                new ResourceFollower(
                        catalogs.get().find(Bootstrap.NAMESPACES).orElseThrow(),
                        ListOptions.ALL,
                        new ResourceFollower.Pauses(FIRST_PAUSE, LONGEST_PAUSE),
                        "namespace-follower",
                        this::read);
    }

    /// @param catalogs what is served now; the kinds in it may change
    /// @param clock for the times of conditions
    public static NamespaceCleaner start(
            Supplier<ResourceCatalog> catalogs, NamespaceChores chores, InstantSource clock) {
        NamespaceCleaner cleaner = new NamespaceCleaner(catalogs, chores, clock);
        cleaner.follower.start();

        return cleaner;
    }

    @Override
    public void close() {
        closed = true;
        visits.shutdownNow();
        follower.close();
    }

    private void read(ObjectWatch open) throws InterruptedException {
        while (open.next() instanceof WatchSignal.Changed(var type, var object)) {
            if (type != WatchSignal.ChangeType.DELETED) {
                schedule(object.meta().name(), FIRST_PAUSE, Duration.ZERO);
            }
        }
    }

    private void schedule(String name, Duration nextPause, Duration delay) {
        Object ticket = new Object();
        latest.put(name, ticket);
        try {
            var _ =
                    visits.schedule(
                            () -> visit(name, ticket, nextPause),
                            delay.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Not visited any more: {}", name);
        }
    }

    private void visit(String name, Object ticket, Duration pause) {
        if (!ticket.equals(latest.get(name))) {
            return;
        }
        boolean done = false;
        try {
            done = upkeep.visit(name);
        } catch (RuntimeException broken) {
            LOG.warn("The visit of namespace {} failed and will be repeated.", name, broken);
        }
        if (done) {
            latest.remove(name, ticket);
        } else if (!closed && ticket.equals(latest.get(name))) {
            Duration doubled = pause.multipliedBy(2);
            schedule(name, doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled, pause);
        }
    }
}
