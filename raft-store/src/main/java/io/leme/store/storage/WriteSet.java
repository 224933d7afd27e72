package io.leme.store.storage;

import io.leme.store.base.Bytes;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A batch in the making, read as if it were already written: what was put or deleted here hides
/// what lies in the backend. Used by the apply thread alone.
///
/// What is put and deleted is handed to the batch by [#seal], once per key and in key order, which
/// the engine takes faster than keys at random. Rows that nobody reads before the batch is written
/// go in at once by [#append], which remembers nothing.
public final class WriteSet implements Reader {
    private final Reader written;
    private final Batch batch;
    private final Map<Table, NavigableMap<Bytes, Change>> changes = new EnumMap<>(Table.class);

    /// `value` is null for a deletion.
    record Change(@Nullable Bytes value) {}

    /// Changes go to `batch` in the end; reads fall through to `written`.
    public WriteSet(Reader written, Batch batch) {
        this.written = written;
        this.batch = batch;
        for (Table table : Table.values()) {
            changes.put(table, new TreeMap<>());
        }
    }

    /// Hands all changes to the batch. Nothing is changed after that.
    public void seal() {
        changes.forEach(
                (table, rows) -> rows.forEach((key, change) -> seal(table, key, change.value)));
    }

    private void seal(Table table, Bytes key, @Nullable Bytes value) {
        if (value == null) {
            batch.delete(table, key);
        } else {
            batch.put(table, key, value);
        }
    }

    public void put(Table table, Bytes key, Bytes value) {
        changesOf(table).put(key, new Change(value));
    }

    public void delete(Table table, Bytes key) {
        changesOf(table).put(key, new Change(null));
    }

    /// Puts a row that is not read before the batch is written.
    public void append(Table table, Bytes key, Bytes value) {
        batch.put(table, key, value);
    }

    @Override
    public @Nullable Bytes get(Table table, Bytes key) {
        Change change = changesOf(table).get(key);
        return change != null ? change.value : written.get(table, key);
    }

    /// Walks the changes as they are now: the caller changes nothing in the table meanwhile.
    @Override
    public Cursor cursor(Table table, Bytes from, @Nullable Bytes until) {
        NavigableMap<Bytes, Change> mine = changesOf(table).tailMap(from, true);
        if (until != null) {
            mine = from.compareTo(until) < 0 ? mine.headMap(until, false) : new TreeMap<>();
        }
        Cursor below = written.cursor(table, from, until);
        return mine.isEmpty() ? below : new OverlayCursor(mine, below);
    }

    private NavigableMap<Bytes, Change> changesOf(Table table) {
        NavigableMap<Bytes, Change> found = changes.get(table);
        if (found == null) {
            throw new IllegalStateException("no such table: " + table);
        }
        return found;
    }
}
