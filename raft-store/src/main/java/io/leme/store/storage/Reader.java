package io.leme.store.storage;

import io.leme.store.base.Bytes;
import org.jspecify.annotations.Nullable;

/// Reads tables.
public interface Reader {
    /// The value of `key`, or null when the table has no such row.
    @Nullable Bytes get(Table table, Bytes key);

    /// The rows with `from <= key < until`, in key order; no upper bound when `until` is null. The
    /// caller closes it.
    Cursor cursor(Table table, Bytes from, @Nullable Bytes until);
}
