package io.leme.store.storage;

import io.leme.store.base.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A backend in plain sorted maps, for tests: the same contract as the real engine, down to losing
/// on a crash what was not flushed. A snapshot is a shared map that the next write copies, so it is
/// meant for some thousand rows.
public final class HeapBackend implements Backend {
    private final Path directory;
    private final Occupancy occupancy = new Occupancy("heap backend");
    private HeapTables tables;
    private boolean shared;
    private HeapTables durable;

    private HeapBackend(Path directory, HeapTables tables) {
        this.directory = directory;
        this.tables = tables;
        this.durable = tables.copy();
    }

    /// Opens what was last flushed or checkpointed to `directory`; empty when there is nothing.
    public static HeapBackend open(Path directory) {
        return new HeapBackend(directory, HeapTables.load(directory));
    }

    @Override
    public Batch newBatch() {
        return new HeapBatch();
    }

    @Override
    public void write(Batch batch) {
        occupancy.enter();
        try {
            synchronized (this) {
                if (shared) {
                    tables = tables.copy();
                    shared = false;
                }
                ((HeapBatch) batch).applyTo(tables);
            }
        } finally {
            occupancy.leave();
        }
    }

    @Override
    public void writeInBackground(Batch batch) {
        write(batch);
    }

    @Override
    public @Nullable Bytes get(Table table, Bytes key) {
        try (Snapshot now = snapshot()) {
            return now.get(table, key);
        }
    }

    @Override
    public Cursor cursor(Table table, Bytes from, @Nullable Bytes until) {
        try (Snapshot now = snapshot()) {
            return now.cursor(table, from, until);
        }
    }

    @Override
    public synchronized Snapshot snapshot() {
        occupancy.enter();
        shared = true;
        return new HeapSnapshot(tables, occupancy);
    }

    @Override
    public synchronized void flush() {
        occupancy.enter();
        try {
            durable = tables.copy();
            durable.save(directory);
        } finally {
            occupancy.leave();
        }
    }

    @Override
    public synchronized @Nullable Bytes durable(Table table, Bytes key) {
        return durable.of(table).get(key);
    }

    @Override
    public synchronized void checkpoint(Path target) {
        if (Files.exists(target)) {
            throw new StorageException(target + " exists");
        }
        tables.save(target);
    }

    @Override
    public synchronized long sizeBytes() {
        return tables.bytes();
    }

    @Override
    public long liveBytes() {
        return sizeBytes();
    }

    /// There is nothing to give back.
    @Override
    public void compact() {}

    @Override
    public void close() {
        if (occupancy.close(Duration.ofSeconds(10))) {
            synchronized (this) {
                tables.save(directory);
            }
        }
    }
}
