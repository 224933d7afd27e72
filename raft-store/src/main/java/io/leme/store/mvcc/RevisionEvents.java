package io.leme.store.mvcc;

import java.util.List;

/// All events of one revision, in the order of their operations; never empty.
public record RevisionEvents(long revision, List<Event> events) {
    public RevisionEvents {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a revision has at least one event");
        }
    }
}
