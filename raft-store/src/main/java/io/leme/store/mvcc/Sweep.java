package io.leme.store.mvcc;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.storage.Backend;
import io.leme.store.storage.Batch;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Table;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Removes from disk what a compaction has made unreadable, in bounded steps.
///
/// With a compact revision C it first makes those rows of `past` whole that need an event below C
/// for their value ([PastRow]). They were superseded above C, and by one of the events that are
/// there already: whatever is superseded after the compaction is kept whole at once. So it looks at
/// the events that there are when it begins, and new ones do not keep it from ending. Then it walks
/// the history from where it last stopped up to C. Each event there superseded at most one version,
/// which is removed; at the end the events below C go. Those of C itself stay: a watch may start at
/// C and must still see a deletion at C.
///
/// It is a local affair: how far it came differs between members and no answer depends on it,
/// because every read checks the compact revision first. Where it stands are rows of its own,
/// written together with the changes, so that it goes on after a restart.
final class Sweep {
    /// The first event that was not looked at for removal.
    private static final Bytes REMOVED = Bytes.utf8("sweep");

    /// What [Stretch] is left of.
    private static final Bytes WHOLE = Bytes.utf8("sweep.whole");

    private final Backend backend;
    private final int maxRows;
    private final SweepCounts counts;

    /// For one compact revision, the events that are not looked at yet for a value.
    ///
    /// Row: the revision (8 bytes), then `from` and `end`, each with its length; `end` was not
    /// there at first, and is then that of all events.
    private record Stretch(Bytes from, Bytes end) {
        static @Nullable Stretch of(@Nullable Bytes row, long target, Bytes endOfAll) {
            if (row == null) {
                return null;
            }
            var known = new ByteInput(row);
            if (known.fixed64() != target) {
                return null;
            }
            return new Stretch(known.sized(), known.hasMore() ? known.sized() : endOfAll);
        }

        Bytes toRow(long target, Bytes reached) {
            var row = new ArrayOutput(Long.BYTES * 5 + 2);
            row.fixed64(target);
            row.sized(reached);
            row.sized(end);
            return row.toBytes();
        }
    }

    /// `maxRows` bounds the events that one step looks at.
    Sweep(Backend backend, int maxRows) {
        this(backend, maxRows, new SweepCounts());
    }

    Sweep(Backend backend, int maxRows, SweepCounts counts) {
        this.counts = counts;
        this.backend = backend;
        this.maxRows = maxRows;
    }

    /// Does one step; false when nothing is left to do.
    boolean step() {
        Position position = Position.of(backend.get(Table.META, Position.KEY));
        long target = position.compactRevision();
        Bytes from = cursor(backend.get(Table.META, REMOVED));
        Bytes end = EventRow.firstOf(target + 1);
        if (target < 0 || from.compareTo(end) >= 0) {
            return false;
        }
        if (makeWhole(target, position.revision())) {
            return true;
        }

        Batch batch = backend.newBatch();
        Bytes reached = removePast(from, end, batch);
        if (reached == null) {
            batch.deleteRange(Table.REVISIONS, EventRow.firstOf(0), EventRow.firstOf(target));
        }
        putCursor(batch, REMOVED, reached == null ? end : reached);
        backend.writeInBackground(batch);
        if (reached == null) {
            counts.ended();
        }
        return reached != null;
    }

    /// One step of making rows whole; false when none was left to look at.
    private boolean makeWhole(long target, long revision) {
        Bytes endOfAll = EventRow.firstOf(revision + 1);
        Stretch begun = Stretch.of(backend.get(Table.META, WHOLE), target, endOfAll);
        Stretch left = begun == null ? new Stretch(EventRow.firstOf(target + 1), endOfAll) : begun;
        if (left.from.compareTo(left.end) >= 0) {
            return false;
        }

        Batch batch = backend.newBatch();
        Bytes reached = makeWhole(left.from, left.end, target, batch);
        batch.put(Table.META, WHOLE, left.toRow(target, reached));
        backend.writeInBackground(batch);
        return true;
    }

    /// Answers the first event that was not looked at, `end` when all were.
    private Bytes makeWhole(Bytes from, Bytes end, long target, Batch batch) {
        try (Cursor events = backend.cursor(Table.REVISIONS, from, end)) {
            for (int seen = 0; events.next(); seen++) {
                Bytes row = events.key();
                if (seen == maxRows) {
                    return row;
                }
                Bytes key = EventRow.keyOf(events.value());
                makeWhole(new PastKey(key, EventRow.revisionOf(row)).toRow(), target, batch);
            }
        }
        return end;
    }

    private void makeWhole(Bytes pastKey, long target, Batch batch) {
        Bytes row = backend.get(Table.PAST, pastKey);
        if (row == null || PastRow.holdsValue(row.toBuffer())) {
            return;
        }
        if (PastRow.modOf(row.toBuffer()) < target) {
            Version version = PastRow.version(row.toBuffer(), backend);
            batch.put(Table.PAST, pastKey, PastRow.withValue(version));
        }
    }

    /// Removes the versions that events of `from` (inclusive) to `end` superseded, which one that
    /// made its key did not. Answers the first event that was not looked at, null when all were.
    private @Nullable Bytes removePast(Bytes from, Bytes end, Batch batch) {
        try (Cursor events = backend.cursor(Table.REVISIONS, from, end)) {
            for (int seen = 0; events.next(); seen++) {
                Bytes row = events.key();
                if (seen == maxRows) {
                    return row;
                }
                ByteBuffer event = events.value();
                if (!EventRow.madeItsKey(event)) {
                    Bytes key = EventRow.keyOf(event);
                    long revision = EventRow.revisionOf(row);
                    batch.delete(Table.PAST, new PastKey(key, revision).toRow());
                    counts.removed(1);
                }
            }
        }
        return null;
    }

    private static void putCursor(Batch batch, Bytes name, Bytes reached) {
        var row = new ArrayOutput(Long.BYTES * 2 + 1);
        row.sized(reached);
        batch.put(Table.META, name, row.toBytes());
    }

    private static Bytes cursor(@Nullable Bytes row) {
        return row == null ? EventRow.firstOf(0) : new ByteInput(row).sized();
    }
}
