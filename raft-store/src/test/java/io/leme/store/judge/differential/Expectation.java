package io.leme.store.judge.differential;

import com.google.protobuf.ByteString;
import io.leme.wire.kv.Event;
import io.leme.wire.rpc.WatchCreateRequest;
import io.leme.wire.rpc.WatchCreateRequest.FilterType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What one watcher must receive, as a part of what the watcher of everything received.
final class Expectation {
    private static final ByteString ZERO = ByteString.copyFrom(new byte[1]);
    private static final Comparator<ByteString> ORDER =
            ByteString.unsignedLexicographicalComparator();

    private final int stream;
    private final long watchId;
    private final WatchCreateRequest request;
    private final long firstRevision;
    private final boolean fromCompacted;
    private final List<Event> due = new ArrayList<>();
    private int next;

    /// @param current the store's revision when the watcher was made
    /// @param compacted what the store was compacted at then
    Expectation(
            int stream, long watchId, WatchCreateRequest request, long current, long compacted) {
        this.stream = stream;
        this.watchId = watchId;
        this.request = request;
        long start = request.getStartRevision();
        this.firstRevision = start == 0 ? current + 1 : start;
        this.fromCompacted = start != 0 && start == compacted;
    }

    int stream() {
        return stream;
    }

    long watchId() {
        return watchId;
    }

    /// Goes on through everything that happened.
    void advance(List<Event> everything) {
        everything.subList(next, everything.size()).stream().filter(this::fits).forEach(due::add);
        next = everything.size();
    }

    /// What this watcher must have received since it was last cleared.
    List<Event> due() {
        return due;
    }

    /// Whether an event is a delete at the very revision the store was compacted at, with which the
    /// watcher began. Of that one etcd 3.4 may know nothing any more.
    boolean isCompactedDelete(Event event) {
        return fromCompacted
                && event.getType() == Event.EventType.DELETE
                && event.getKv().getModRevision() == firstRevision;
    }

    @Override
    public String toString() {
        return "watcher " + watchId + " of stream " + stream + " " + Answers.text(request);
    }

    private boolean fits(Event event) {
        var filtered =
                event.getType() == Event.EventType.PUT ? FilterType.NOPUT : FilterType.NODELETE;
        return event.getKv().getModRevision() >= firstRevision
                && !request.getFiltersList().contains(filtered)
                && !isCompactedDelete(event)
                && inRange(event.getKv().getKey());
    }

    private boolean inRange(ByteString key) {
        ByteString low = request.getKey().isEmpty() ? ZERO : request.getKey();
        ByteString end = request.getRangeEnd();
        if (end.isEmpty()) {
            return key.equals(low);
        }
        return ORDER.compare(key, low) >= 0 && (end.equals(ZERO) || ORDER.compare(key, end) < 0);
    }
}
