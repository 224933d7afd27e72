package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.KeyValue;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Reader;
import io.leme.store.storage.Table;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads events in the order of their revisions for one watcher that catches up. A call is bounded
/// by the rows that it looks at and by the bytes that it collects, and ends with a whole revision.
final class HistoryScan {
    private static final int MAX_SCANNED_ROWS = 100_000;
    private static final int MAX_COLLECTED_BYTES = 8 << 20;

    private final Reader rows;
    private final KeyReader keys;
    private final KeyRange wanted;
    private final boolean withPrevious;
    private final long compactRevision;

    private final List<RevisionEvents> found = new ArrayList<>();
    private List<Event> events = new ArrayList<>();
    private long revision;
    private int scannedRows;
    private long collectedBytes;

    HistoryScan(Reader rows, KeyRange wanted, boolean withPrevious, long compactRevision) {
        this.rows = rows;
        this.keys = new KeyReader(rows);
        this.wanted = wanted;
        this.withPrevious = withPrevious;
        this.compactRevision = compactRevision;
    }

    /// `from` and `to` are inclusive.
    View.History run(long from, long to, int maxRevisions) {
        revision = from;
        Bytes start = EventRow.firstOf(from);
        Bytes end = EventRow.firstOf(to + 1);
        try (Cursor cursor = rows.cursor(Table.REVISIONS, start, end)) {
            while (cursor.next()) {
                long next = EventRow.revisionOf(cursor.key());
                if (next != revision) {
                    closeRevision();
                    if (isFull(maxRevisions)) {
                        return new View.History(found, next - 1);
                    }
                    revision = next;
                }
                look(cursor.value());
            }
        }
        closeRevision();
        return new View.History(found, to);
    }

    private boolean isFull(int maxRevisions) {
        return found.size() >= maxRevisions
                || scannedRows >= MAX_SCANNED_ROWS
                || collectedBytes >= MAX_COLLECTED_BYTES;
    }

    private void closeRevision() {
        if (!events.isEmpty()) {
            found.add(new RevisionEvents(revision, events));
            events = new ArrayList<>();
        }
    }

    private void look(ByteBuffer row) {
        scannedRows++;
        Bytes key = EventRow.keyOf(row);
        if (!wanted.contains(key)) {
            return;
        }
        var kind = EventRow.isDelete(row) ? Event.Kind.DELETE : Event.Kind.PUT;
        collectedBytes += row.remaining();
        KeyValue kv = EventRow.keyValue(revision, row);
        events.add(new Event(kind, kv, withPrevious ? previous(kind, kv) : Optional.empty()));
    }

    /// The key as of the revision before. It is gone when that revision was compacted, and never
    /// there for the put that creates the key.
    private Optional<KeyValue> previous(Event.Kind kind, KeyValue kv) {
        boolean creates = kind == Event.Kind.PUT && kv.createRevision() == revision;
        if (creates || revision - 1 < compactRevision) {
            return Optional.empty();
        }
        Version before = keys.superseded(kv.key(), revision);
        if (before == null) {
            return Optional.empty();
        }
        collectedBytes += before.value().length();
        return Optional.of(before.toKeyValue(kv.key()));
    }
}
