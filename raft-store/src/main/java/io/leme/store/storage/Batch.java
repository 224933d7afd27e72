package io.leme.store.storage;

import io.leme.store.base.Bytes;

/// Changes that are written together. Later ones win over earlier ones of the same key. Used by one
/// thread, written once.
public interface Batch {
    void put(Table table, Bytes key, Bytes value);

    void delete(Table table, Bytes key);

    /// Deletes the rows with `from <= key < until`.
    void deleteRange(Table table, Bytes from, Bytes until);
}
