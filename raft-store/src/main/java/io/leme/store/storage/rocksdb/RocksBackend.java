package io.leme.store.storage.rocksdb;

import io.leme.store.base.Bytes;
import io.leme.store.storage.Backend;
import io.leme.store.storage.Batch;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Occupancy;
import io.leme.store.storage.Snapshot;
import io.leme.store.storage.StorageException;
import io.leme.store.storage.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.ReadTier;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// One open RocksDB database.
///
/// Threads: any. Every call that reaches native code is inside the backend's [Occupancy]; snapshots
/// and cursors stay inside until they are closed, so [#close] frees nothing under them. Batches of
/// one thread are written in its order; the engine orders those of several threads.
public final class RocksBackend implements Backend {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);

    private final RocksOptions options;
    private final RocksDB database;
    private final ColumnFamilies families;
    private final ReadOptions latest = new ReadOptions();
    private final ReadOptions persisted = new ReadOptions().setReadTier(ReadTier.PERSISTED_TIER);
    private final RocksTimes times;
    private final Occupancy occupancy = new Occupancy("RocksDB");

    private RocksBackend(
            RocksOptions options, RocksDB database, ColumnFamilies families, RocksTimes times) {
        this.options = options;
        this.database = database;
        this.families = families;
        this.times = times;
    }

    /// Opens the database in `directory`; creates both when they do not exist.
    public static RocksBackend open(Path directory, RocksSettings settings) {
        return open(directory, settings, RocksTimes.UNTOLD);
    }

    /// The same, with `times` told of what it does.
    public static RocksBackend open(Path directory, RocksSettings settings, RocksTimes times) {
        var options = new RocksOptions(settings);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            Files.createDirectories(directory);
            RocksDB database =
                    RocksDB.open(
                            options.database(),
                            directory.toString(),
                            ColumnFamilies.descriptors(options),
                            handles);
            return new RocksBackend(options, database, new ColumnFamilies(handles), times);
        } catch (RocksDBException | IOException e) {
            options.close();
            throw new StorageException("cannot open the database in " + directory, e);
        }
    }

    @Override
    public Batch newBatch() {
        return new RocksBatch(families);
    }

    @Override
    public void write(Batch batch) {
        var rows = (RocksBatch) batch;
        long began = System.nanoTime();
        write(rows, options.write());
        times.write().accept(System.nanoTime() - began);
    }

    @Override
    public void writeInBackground(Batch batch) {
        write((RocksBatch) batch, options.backgroundWrite());
    }

    private void write(RocksBatch batch, WriteOptions how) {
        occupancy.enter();
        try (var nativeBatch = new WriteBatch(batch.encoded())) {
            database.write(how, nativeBatch);
        } catch (RocksDBException e) {
            throw new StorageException("cannot write", e);
        } finally {
            occupancy.leave();
        }
    }

    @Override
    public @Nullable Bytes get(Table table, Bytes key) {
        return getInside(table, key, latest);
    }

    @Override
    public @Nullable Bytes durable(Table table, Bytes key) {
        return getInside(table, key, persisted);
    }

    private @Nullable Bytes getInside(Table table, Bytes key, ReadOptions how) {
        occupancy.enter();
        try {
            return get(table, key, how);
        } finally {
            occupancy.leave();
        }
    }

    /// For callers that are inside already, as every open snapshot is.
    @Nullable Bytes get(Table table, Bytes key, ReadOptions how) {
        try {
            byte[] value = database.get(families.of(table), how, key.unsafeArray());
            return value == null ? null : Bytes.wrap(value);
        } catch (RocksDBException e) {
            throw new StorageException("cannot read", e);
        }
    }

    @Override
    public Cursor cursor(Table table, Bytes from, @Nullable Bytes until) {
        return cursor(table, from, until, latest);
    }

    Cursor cursor(Table table, Bytes from, @Nullable Bytes until, ReadOptions how) {
        occupancy.enter();
        var own = new ReadOptions(how);
        Slice bound = until == null ? null : new Slice(until.unsafeArray());
        if (bound != null) {
            own.setIterateUpperBound(bound);
        }
        RocksIterator iterator = database.newIterator(families.of(table), own);
        return new RocksCursor(iterator, own, from, bound, occupancy);
    }

    @Override
    public Snapshot snapshot() {
        occupancy.enter();
        return new RocksSnapshot(this, database.getSnapshot());
    }

    void release(org.rocksdb.Snapshot snapshot) {
        database.releaseSnapshot(snapshot);
        occupancy.leave();
    }

    @Override
    public void flush() {
        occupancy.enter();
        try (var wait = new FlushOptions().setWaitForFlush(true)) {
            database.flush(wait, families.all());
        } catch (RocksDBException e) {
            throw new StorageException("cannot flush", e);
        } finally {
            occupancy.leave();
        }
    }

    @Override
    public void checkpoint(Path directory) {
        occupancy.enter();
        long began = System.nanoTime();
        try (Checkpoint checkpoint = Checkpoint.create(database)) {
            checkpoint.createCheckpoint(directory.toString());
            times.checkpoint().accept(System.nanoTime() - began);
        } catch (RocksDBException e) {
            throw new StorageException("cannot write a checkpoint to " + directory, e);
        } finally {
            occupancy.leave();
        }
    }

    @Override
    public long sizeBytes() {
        occupancy.enter();
        try {
            return database.getAggregatedLongProperty("rocksdb.total-sst-files-size")
                    + database.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables");
        } catch (RocksDBException e) {
            throw new StorageException("cannot measure", e);
        } finally {
            occupancy.leave();
        }
    }

    @Override
    public long liveBytes() {
        occupancy.enter();
        try {
            long live =
                    database.getAggregatedLongProperty("rocksdb.estimate-live-data-size")
                            + database.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables");
            return Math.min(live, sizeBytes());
        } catch (RocksDBException e) {
            throw new StorageException("cannot measure", e);
        } finally {
            occupancy.leave();
        }
    }

    /// Rewrites the lowest level too: what was deleted lies there.
    @Override
    public void compact() {
        long began = System.nanoTime();
        occupancy.enter();
        try (var how =
                new CompactRangeOptions()
                        .setExclusiveManualCompaction(false)
                        .setBottommostLevelCompaction(
                                CompactRangeOptions.BottommostLevelCompaction.kForceOptimized)) {
            for (ColumnFamilyHandle family : families.all()) {
                database.compactRange(family, null, null, how);
            }
            times.compact().accept(System.nanoTime() - began);
        } catch (RocksDBException e) {
            throw new StorageException("cannot compact", e);
        } finally {
            occupancy.leave();
        }
    }

    @Override
    public void close() {
        if (!occupancy.close(CLOSE_PATIENCE)) {
            return;
        }
        try {
            flushBeforeClose();
        } finally {
            families.close();
            latest.close();
            persisted.close();
            closeDatabase();
            options.close();
        }
    }

    /// An error here must be seen; RocksDB's own flush on close hides it.
    private void flushBeforeClose() {
        try (var wait = new FlushOptions().setWaitForFlush(true)) {
            database.flush(wait, families.all());
        } catch (RocksDBException e) {
            throw new StorageException("cannot flush before closing", e);
        }
    }

    private void closeDatabase() {
        try {
            database.closeE();
        } catch (RocksDBException e) {
            throw new StorageException("cannot close the database", e);
        }
    }
}
