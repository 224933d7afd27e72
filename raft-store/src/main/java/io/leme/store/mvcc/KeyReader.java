package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Reader;
import io.leme.store.storage.Table;
import org.jspecify.annotations.Nullable;

/// Finds versions in the tables, now and at older revisions.
final class KeyReader {
    private final Reader rows;

    KeyReader(Reader rows) {
        this.rows = rows;
    }

    /// The row of the current version of `key`, or null.
    @Nullable Bytes latestRow(Bytes key) {
        return rows.get(Table.LIVE, key);
    }

    @Nullable Version latest(Bytes key) {
        Bytes row = latestRow(key);
        return row == null ? null : Version.of(row);
    }

    /// The version that revision `supersededAt` overwrote or deleted, or null.
    @Nullable Version superseded(Bytes key, long supersededAt) {
        Bytes row = rows.get(Table.PAST, new PastKey(key, supersededAt).toRow());
        return row == null ? null : Version.of(row);
    }

    /// The version of `key` that is visible at `revision`, or null.
    @Nullable Version at(Bytes key, long revision) {
        Version latest = latest(key);
        if (latest != null && latest.mod() <= revision) {
            return latest;
        }

        Bytes from = new PastKey(key, revision + 1).toRow();
        Bytes until = PastKey.firstOf(key.successor());
        try (Cursor past = rows.cursor(Table.PAST, from, until)) {
            if (past.next() && Version.modOf(past.value()) <= revision) {
                return Version.of(past.value());
            }
            return null;
        }
    }

    /// The keys of `range` as they are now. The caller closes it.
    KeyCursor latest(KeyRange range) {
        return new LatestCursor(live(range));
    }

    /// The keys of `range` as they were at `revision`. The caller closes it.
    KeyCursor at(KeyRange range, long revision) {
        Bytes pastUntil = range.upperBound().map(PastKey::firstOf).orElse(null);
        Cursor live = live(range);
        Cursor past = rows.cursor(Table.PAST, PastKey.firstOf(range.from()), pastUntil);
        return new RevisionCursor(live, past, revision);
    }

    private Cursor live(KeyRange range) {
        return rows.cursor(Table.LIVE, range.from(), range.upperBound().orElse(null));
    }
}
