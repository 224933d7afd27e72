package io.leme.gateway.registry.garbage;

import io.leme.gateway.meta.FieldSelector;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.LabelSelector;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.ResourceVersionMatch;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceFollower;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.WatchSignal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;

/// Tells the collector what happens to the objects of one resource, beginning with those there are;
/// whenever its watch ends it begins anew.
final class Follower implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final ListOptions FROM_PRESENT_STATE =
            new ListOptions(
                    LabelSelector.EVERYTHING,
                    FieldSelector.EVERYTHING,
                    "",
                    ResourceVersionMatch.NOT_OLDER_THAN,
                    0,
                    "",
                    Optional.empty(),
                    true,
                    Optional.of(true));

    private final Resource resource;
    private final BlockingQueue<GarbageCollector.Event> events;
    private final ResourceFollower follower;

    Follower(Resource resource, BlockingQueue<GarbageCollector.Event> events) {
        this.resource = resource;
        this.events = events;
        this.follower =
                new ResourceFollower(
                        resource,
                        FROM_PRESENT_STATE,
                        new ResourceFollower.Pauses(PAUSE, PAUSE),
                        "garbage-" + resource.definition().resource().resource(),
                        this::tell);
    }

    GroupResource groupResource() {
        return resource.definition().resource().groupResource();
    }

    Resource resource() {
        return resource;
    }

    void start() {
        follower.start();
    }

    @Override
    public void close() {
        follower.close();
    }

    private void tell(ObjectWatch open) throws InterruptedException {
        Set<String> present = new HashSet<>();
        boolean reading = true;
        while (true) {
            switch (open.next()) {
                case WatchSignal.Changed(var type, var object) -> {
                    if (reading) {
                        present.add(object.meta().uid());
                    }
                    events.put(new GarbageCollector.Event.Changed(resource, type, object));
                }
                case WatchSignal.Bookmark(long _, boolean initialEventsEnd) -> {
                    if (initialEventsEnd) {
                        reading = false;
                        events.put(new GarbageCollector.Event.Read(resource, Set.copyOf(present)));
                        present.clear();
                    }
                }
                case WatchSignal.Failed _, WatchSignal.Ended _ -> {
                    return;
                }
            }
        }
    }
}
