package io.leme.gateway.registry.garbage;

import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.PropagationPolicy;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.storage.WatchSignal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows all objects and deletes those whose owners are gone.
///
/// Threads. One follower per resource puts what it hears into a queue of at most [#QUEUED_EVENTS]
/// events, and waits while that is full; one worker owns the graph. What fails is tried again after
/// [#RETRY_SECONDS] s, at most once at a time per object.
public final class GarbageCollector implements AutoCloseable {
    static final int QUEUED_EVENTS = 10_000;
    static final int RETRY_SECONDS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(GarbageCollector.class);

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(QUEUED_EVENTS);
    private final ScheduledExecutorService retries;
    private final Map<GroupResource, Follower> followers = new HashMap<>();
    private final Thread worker;

    /// What follows belongs to the worker alone.
    private final OwnerGraph graph = new OwnerGraph();

    private final Disposal disposal;
    private final Set<Resource> unread = new HashSet<>();
    private final Set<String> waiting = new HashSet<>();

    /// What the worker hears.
    sealed interface Event {
        record Changed(Resource resource, WatchSignal.ChangeType type, ApiObject object)
                implements Event {}

        /// The present state of a resource was told: these are all there are.
        record Read(Resource resource, Set<String> uids) implements Event {}

        /// The present state of a resource will be told.
        record Unread(Resource resource) implements Event {}

        record Again(String uid) implements Event {}
    }

    private GarbageCollector() {
        this.disposal = new Disposal();
        this.retries =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("garbage-retries").factory());
        this.worker = Thread.ofPlatform().daemon().name("garbage-collector").unstarted(this::work);
    }

    /// Begins to follow; returns at once.
    public static GarbageCollector start(ResourceCatalog catalog) {
        GarbageCollector collector = new GarbageCollector();
        collector.worker.start();
        collector.follow(catalog);

        return collector;
    }

    /// Follows the objects of these kinds from now on, and of no others.
    public synchronized void follow(ResourceCatalog catalog) {
        disposal.know(catalog);
        Map<GroupResource, Resource> wanted = new LinkedHashMap<>();
        for (Resource resource : catalog.all()) {
            boolean stored = resource.definition().verbs().contains("watch");
            if (stored && !resource.definition().kind().kind().equals("Event")) {
                wanted.putIfAbsent(resource.definition().resource().groupResource(), resource);
            }
        }
        for (Follower follower : List.copyOf(followers.values())) {
            if (wanted.remove(follower.groupResource()) == null) {
                followers.remove(follower.groupResource());
                follower.close();
                tell(new Event.Read(follower.resource(), Set.of()));
            }
        }
        List<Follower> added = new ArrayList<>();
        wanted.forEach((name, resource) -> {
            Follower follower = new Follower(resource, events);
            followers.put(name, follower);
            added.add(follower);
            tell(new Event.Unread(resource));
        });
        added.forEach(Follower::start);
    }

    private void tell(Event event) {
        try {
            events.put(event);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        followers.values().forEach(Follower::close);
        retries.shutdownNow();
        worker.interrupt();
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                hear(events.take());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(Event event) {
        switch (event) {
            case Event.Changed(Resource resource, var type, ApiObject object) -> {
                if (type == WatchSignal.ChangeType.DELETED) {
                    gone(object.meta().uid());
                } else {
                    graph.put(Member.of(resource, object));
                    consider(object.meta().uid());
                }
            }
            case Event.Read(Resource resource, Set<String> uids) -> {
                Set<String> missing = graph.of(resource);
                missing.removeAll(uids);
                missing.forEach(this::gone);
                if (unread.remove(resource) && unread.isEmpty()) {
                    graph.concerned().forEach(each -> consider(each.uid()));
                }
            }
            case Event.Unread(Resource resource) -> unread.add(resource);
            case Event.Again(String uid) -> {
                waiting.remove(uid);
                consider(uid);
            }
        }
    }

    private void gone(String uid) {
        List<Member> dependents = graph.dependentsOf(uid);
        graph.remove(uid)
                .ifPresent(member -> member.owners().forEach(owner -> consider(owner.uid())));
        dependents.forEach(each -> consider(each.uid()));
    }

    /// Does what has to be done about one object, unless not all is known yet.
    private void consider(String uid) {
        Member member = graph.find(uid).orElse(null);
        if (member == null || !unread.isEmpty()) {
            return;
        }
        try {
            if (!member.leaving().isEmpty()) {
                letGo(member);
            } else if (!member.owners().isEmpty()) {
                deleteUnlessOwned(member);
            }
        } catch (ApiException failure) {
            LOG.info("Will look at {} again: {}", member.name(), failure.status().message());
            again(uid);
        } catch (RuntimeException broken) {
            LOG.warn("Will look at {} again.", member.name(), broken);
            again(uid);
        }
    }

    /// What waits for its dependents: they forget it, or they go first.
    private void letGo(Member member) {
        List<Member> dependents = graph.dependentsOf(member.uid());
        if (member.leaving().contains(Member.ORPHAN)) {
            dependents.forEach(each -> disposal.release(each, member.uid()));
            disposal.removeFinalizer(member, Member.ORPHAN);

            return;
        }
        if (dependents.stream().noneMatch(each -> each.blocks(member.uid()))) {
            disposal.removeFinalizer(member, Member.FOREGROUND);
        }
        dependents.forEach(each -> consider(each.uid()));
    }

    private void deleteUnlessOwned(Member member) {
        boolean ownerLeaves = false;
        for (Member.Owner owner : member.owners()) {
            Member known =
                    graph.find(owner.uid()).filter(each -> each.is(owner, member)).orElse(null);
            if (known != null && !known.isLeavingInForeground()) {
                return;
            }
            ownerLeaves |= known != null;
            if (known == null && disposal.exists(owner, member)) {
                return;
            }
        }
        boolean first = ownerLeaves && !graph.dependentsOf(member.uid()).isEmpty();
        disposal.delete(
                member, first ? PropagationPolicy.FOREGROUND : PropagationPolicy.BACKGROUND);
    }

    private void again(String uid) {
        if (!waiting.add(uid)) {
            return;
        }
        try {
            var _ =
                    retries.schedule(
                            () -> {
                                events.put(new Event.Again(uid));

                                return uid;
                            },
                            RETRY_SECONDS,
                            TimeUnit.SECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Not looked at any more: {}", uid);
        }
    }
}
