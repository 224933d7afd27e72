package io.leme.store.storage.rocksdb;

import io.leme.store.base.Bytes;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Snapshot;
import io.leme.store.storage.Table;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;

/// An instant of a [RocksBackend]. Most instants are never read, so the options to read with are
/// made when the first reader comes.
///
/// Threads: reads may run beside each other, but [#close] may not run beside a read: that is what
/// the count of users of a view is for.
final class RocksSnapshot implements Snapshot {
    private final RocksBackend backend;
    private final org.rocksdb.Snapshot snapshot;
    private volatile @Nullable ReadOptions options;
    private volatile boolean closed;

    RocksSnapshot(RocksBackend backend, org.rocksdb.Snapshot snapshot) {
        this.backend = backend;
        this.snapshot = snapshot;
    }

    @Override
    public @Nullable Bytes get(Table table, Bytes key) {
        return backend.get(table, key, options());
    }

    @Override
    public Cursor cursor(Table table, Bytes from, @Nullable Bytes until) {
        return backend.cursor(table, from, until, options());
    }

    private ReadOptions options() {
        if (closed) {
            throw new IllegalStateException("snapshot is closed");
        }
        ReadOptions known = options;
        return known != null ? known : makeOptions();
    }

    private synchronized ReadOptions makeOptions() {
        ReadOptions known = options;
        if (known == null) {
            known = new ReadOptions().setSnapshot(snapshot);
            options = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        ReadOptions known = options;
        if (known != null) {
            known.close();
        }
        backend.release(snapshot);
    }
}
