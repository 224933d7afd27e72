package io.leme.store.mvcc;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.storage.Backend;
import io.leme.store.storage.Batch;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Table;
import org.jspecify.annotations.Nullable;

/// Removes from disk what a compaction has made unreadable, in bounded steps.
///
/// It walks the history from where it last stopped up to the compact revision C. Each event there
/// superseded at most one version, which is removed; at the end the events below C go. Those of C
/// itself stay: a watch may start at C and must still see a deletion at C.
///
/// It is a local affair: how far it came differs between members and no answer depends on it,
/// because every read checks the compact revision first. Where it stands is a row of its own,
/// written together with the removals, so that it goes on after a restart.
final class Sweep {
    private static final Bytes CURSOR = Bytes.utf8("sweep");

    private final Backend backend;
    private final int maxRows;

    /// `maxRows` bounds the events that one step looks at.
    Sweep(Backend backend, int maxRows) {
        this.backend = backend;
        this.maxRows = maxRows;
    }

    /// Does one step; false when nothing is left to do.
    boolean step() {
        long target = Position.of(backend.get(Table.META, Position.KEY)).compactRevision();
        Bytes from = cursor(backend.get(Table.META, CURSOR));
        Bytes end = EventRow.firstOf(target + 1);
        if (target < 0 || from.compareTo(end) >= 0) {
            return false;
        }

        Batch batch = backend.newBatch();
        Bytes reached = removePast(from, end, batch);
        if (reached == null) {
            batch.deleteRange(Table.REVISIONS, EventRow.firstOf(0), EventRow.firstOf(target));
        }
        write(batch, reached == null ? end : reached);
        return reached != null;
    }

    /// Removes the versions that events of `from` (inclusive) to `end` superseded. Answers the
    /// first event that was not looked at, null when all were.
    private @Nullable Bytes removePast(Bytes from, Bytes end, Batch batch) {
        try (Cursor events = backend.cursor(Table.REVISIONS, from, end)) {
            for (int seen = 0; events.next(); seen++) {
                Bytes row = events.key();
                if (seen == maxRows) {
                    return row;
                }
                long revision = EventRow.revisionOf(row);
                Bytes key = EventRow.keyOf(events.value());
                batch.delete(Table.PAST, new PastKey(key, revision).toRow());
            }
        }
        return null;
    }

    private void write(Batch batch, Bytes reached) {
        var row = new ArrayOutput(Long.BYTES * 2 + 1);
        row.sized(reached);
        batch.put(Table.META, CURSOR, row.toBytes());
        backend.writeInBackground(batch);
    }

    private static Bytes cursor(@Nullable Bytes row) {
        return row == null ? EventRow.firstOf(0) : new ByteInput(row).sized();
    }
}
