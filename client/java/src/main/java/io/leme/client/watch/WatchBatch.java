package io.leme.client.watch;

import java.util.List;

/// Changes of one or more whole revisions, in order.
///
/// @param revision the revision of the last of them; a watcher that starts at the next one misses
///   nothing and repeats nothing
/// @param storeRevision the store's revision when this was sent, at least `revision`; greater while
///   catching up
/// @param events not empty
public record WatchBatch(long revision, long storeRevision, List<WatchEvent> events) {
    public WatchBatch {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a batch has events");
        }
    }
}
