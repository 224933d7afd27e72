package io.leme.store.storage;

/// One instant of all tables. Safe for use by many threads; the backend stays open until it is
/// closed.
public interface Snapshot extends Reader, AutoCloseable {
    @Override
    void close();
}
