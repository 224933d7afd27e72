package io.leme.store.judge.differential;

import com.google.protobuf.Message;
import io.leme.store.judge.process.WireStream;
import io.leme.wire.kv.Event;
import io.leme.wire.rpc.WatchRequest;
import io.leme.wire.rpc.WatchResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What came over one watch stream, sorted by watcher: its control messages without their events,
/// and its events one by one. How events are batched is free, but a revision may not be torn: that
/// is checked here.
final class WatchJournal {
    /// The id a server gives to the first watcher of a stream.
    static final long FIRST = 0;

    private final WireStream<WatchRequest, WatchResponse> stream;
    private final Map<Long, List<Message>> byWatcher = new HashMap<>();
    private final Map<Long, Last> last = new HashMap<>();
    private int drained;

    WatchJournal(WireStream<WatchRequest, WatchResponse> stream) {
        this.stream = stream;
    }

    WireStream<WatchRequest, WatchResponse> stream() {
        return stream;
    }

    /// What a watcher received since it was last taken.
    List<Message> of(long watchId) {
        drain();
        return byWatcher.getOrDefault(watchId, List.of());
    }

    /// The same, which then counts as seen.
    List<Message> take(long watchId) {
        List<Message> all = of(watchId);
        byWatcher.remove(watchId);
        return all;
    }

    /// Events a watcher received since it was last taken.
    long eventsOf(long watchId) {
        return of(watchId).stream().filter(Event.class::isInstance).count();
    }

    /// The revision of the last event a watcher received; 0 before the first.
    long lastRevisionOf(long watchId) {
        drain();
        return last.getOrDefault(watchId, Last.NONE).revision();
    }

    /// Watchers that received anything since they were last taken.
    Set<Long> watchers() {
        drain();
        return Set.copyOf(byWatcher.keySet());
    }

    private void drain() {
        List<WatchResponse> fresh = stream.receivedFrom(drained);
        drained += fresh.size();
        fresh.forEach(this::sort);
    }

    private void sort(WatchResponse message) {
        long id = message.getWatchId();
        var list = byWatcher.computeIfAbsent(id, absent -> new ArrayList<>());
        if (message.getCreated() || message.getCanceled()) {
            list.add(message.toBuilder().clearEvents().build());
            last.remove(id);
        }
        if (message.getEventsCount() > 0) {
            checkWhole(message);
            list.addAll(message.getEventsList());
        }
    }

    /// A revision begins in one message and ends in it, or in the fragments of it; revisions rise.
    private void checkWhole(WatchResponse message) {
        Last before = last.getOrDefault(message.getWatchId(), Last.NONE);
        long first = message.getEvents(0).getKv().getModRevision();
        boolean follows =
                before.fragment() ? first >= before.revision() : first > before.revision();
        long revision = before.revision();
        for (Event event : message.getEventsList()) {
            follows &= event.getKv().getModRevision() >= revision;
            revision = event.getKv().getModRevision();
        }
        if (!follows || message.getHeader().getRevision() < revision) {
            throw new AssertionError(
                    "a torn or disordered revision after " + before + ": " + message);
        }
        last.put(message.getWatchId(), new Last(revision, message.getFragment()));
    }

    private record Last(long revision, boolean fragment) {
        static final Last NONE = new Last(0, false);
    }
}
