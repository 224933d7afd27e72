package io.leme.store.storage;

import io.leme.store.base.Bytes;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// An instant of a [HeapBackend]: maps that nobody changes any more.
final class HeapSnapshot implements Snapshot {
    private final HeapTables tables;
    private final Occupancy occupancy;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// The caller has entered `occupancy` for this snapshot.
    HeapSnapshot(HeapTables tables, Occupancy occupancy) {
        this.tables = tables;
        this.occupancy = occupancy;
    }

    @Override
    public @Nullable Bytes get(Table table, Bytes key) {
        requireOpen();
        return tables.of(table).get(key);
    }

    @Override
    public Cursor cursor(Table table, Bytes from, @Nullable Bytes until) {
        requireOpen();
        occupancy.enter();
        return new HeapCursor(rows(table, from, until).entrySet().iterator(), occupancy);
    }

    private NavigableMap<Bytes, Bytes> rows(Table table, Bytes from, @Nullable Bytes until) {
        if (until == null) {
            return tables.of(table).tailMap(from, true);
        }
        if (from.compareTo(until) >= 0) {
            return Collections.emptyNavigableMap();
        }
        return tables.of(table).subMap(from, true, until, false);
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("snapshot is closed");
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            occupancy.leave();
        }
    }

    private static final class HeapCursor implements Cursor {
        private final Iterator<Map.Entry<Bytes, Bytes>> rows;
        private final Occupancy occupancy;
        private Map.@Nullable Entry<Bytes, Bytes> row;
        private boolean closed;

        HeapCursor(Iterator<Map.Entry<Bytes, Bytes>> rows, Occupancy occupancy) {
            this.rows = rows;
            this.occupancy = occupancy;
        }

        @Override
        public boolean next() {
            if (closed) {
                throw new IllegalStateException("cursor is closed");
            }
            row = rows.hasNext() ? rows.next() : null;
            return row != null;
        }

        @Override
        public Bytes key() {
            return Objects.requireNonNull(row, "the cursor stands on no row").getKey();
        }

        @Override
        public ByteBuffer value() {
            return Objects.requireNonNull(row, "the cursor stands on no row").getValue().toBuffer();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                occupancy.leave();
            }
        }
    }
}
