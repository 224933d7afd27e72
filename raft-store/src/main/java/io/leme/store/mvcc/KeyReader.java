package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Reader;
import io.leme.store.storage.Table;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds versions in the tables, now and at older revisions.
final class KeyReader {
    private final Reader rows;
    private final @Nullable LatestVersions known;
    private final Supplier<KeyHistogram> histogram;

    KeyReader(Reader rows) {
        this(rows, KeyHistogram.NONE);
    }

    /// @param histogram that of `rows`
    KeyReader(Reader rows, KeyHistogram histogram) {
        this.rows = rows;
        this.known = null;
        this.histogram = () -> histogram;
    }

    /// For rows that change.
    ///
    /// @param known looked at first for current versions, and told of those that were found
    KeyReader(Reader rows, LatestVersions known, KeyCounter counter) {
        this.rows = rows;
        this.known = known;
        this.histogram = counter::histogram;
    }

    boolean exists(Bytes key) {
        return latest(key) != null;
    }

    @Nullable Version latest(Bytes key) {
        Version version = known == null ? null : known.get(key);
        if (version != null) {
            return version;
        }
        Bytes row = rows.get(Table.LIVE, key);
        if (row == null) {
            return null;
        }
        if (known != null) {
            known.put(key, row);
        }
        return Version.of(row);
    }

    /// The version that revision `supersededAt` overwrote or deleted, or null.
    @Nullable Version superseded(Bytes key, long supersededAt) {
        Bytes row = rows.get(Table.PAST, new PastKey(key, supersededAt).toRow());
        return row == null ? null : PastRow.version(row.toBuffer(), rows);
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
            if (past.next() && PastRow.modOf(past.value()) <= revision) {
                return PastRow.version(past.value(), rows);
            }
            return null;
        }
    }

    /// How many keys there are in `range` now.
    long count(KeyRange range) {
        return histogram.get().count(range, rows);
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
        return new RevisionCursor(live, past, rows, revision);
    }

    private Cursor live(KeyRange range) {
        return rows.cursor(Table.LIVE, range.from(), range.upperBound().orElse(null));
    }
}
