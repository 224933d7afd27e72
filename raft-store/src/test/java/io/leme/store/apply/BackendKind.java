package io.leme.store.apply;

import io.leme.store.storage.BackendFactory;
import io.leme.store.storage.HeapBackend;
import io.leme.store.storage.rocksdb.RocksBackend;
import io.leme.store.storage.rocksdb.RocksSettings;

/// The backends that everything has to work on.
public enum BackendKind {
    HEAP,
    ROCKSDB;

    public BackendFactory factory() {
        return switch (this) {
            case HEAP -> HeapBackend::open;
            case ROCKSDB -> directory -> RocksBackend.open(directory, RocksSettings.DEFAULT);
        };
    }
}
