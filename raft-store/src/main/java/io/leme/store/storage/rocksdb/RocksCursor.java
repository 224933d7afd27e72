package io.leme.store.storage.rocksdb;

import io.leme.store.base.Bytes;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Occupancy;
import io.leme.store.storage.StorageException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// A walk with a RocksDB iterator. Keys and values are copied into arrays that the cursor keeps:
/// RocksDB's own way to make an array for each takes longer.
final class RocksCursor implements Cursor {
    private static final int FIRST_KEY_BYTES = 128;
    private static final int FIRST_VALUE_BYTES = 1024;

    private final RocksIterator iterator;
    private final ReadOptions options;
    private final @Nullable Slice until;
    private final Occupancy occupancy;
    private final Bytes from;
    private byte[] key = new byte[FIRST_KEY_BYTES];
    private byte[] value = new byte[FIRST_VALUE_BYTES];
    private boolean started;
    private boolean closed;

    /// Takes over `options` and `until`, which the iterator uses. The caller has entered
    /// `occupancy` for this cursor.
    RocksCursor(
            RocksIterator iterator,
            ReadOptions options,
            Bytes from,
            @Nullable Slice until,
            Occupancy occupancy) {
        this.iterator = iterator;
        this.options = options;
        this.from = from;
        this.until = until;
        this.occupancy = occupancy;
    }

    @Override
    public boolean next() {
        requireOpen();
        if (started) {
            iterator.next();
        } else {
            iterator.seek(from.unsafeArray());
            started = true;
        }
        if (iterator.isValid()) {
            return true;
        }
        requireNoError();
        return false;
    }

    @Override
    public Bytes key() {
        requireOpen();
        int length = iterator.key(key);
        if (length > key.length) {
            key = new byte[Math.max(length, 2 * key.length)];
            length = iterator.key(key);
        }
        return Bytes.wrap(Arrays.copyOf(key, length));
    }

    @Override
    public ByteBuffer value() {
        requireOpen();
        int length = iterator.value(value);
        if (length > value.length) {
            value = new byte[Math.max(length, 2 * value.length)];
            length = iterator.value(value);
        }
        return ByteBuffer.wrap(value, 0, length);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("cursor is closed");
        }
    }

    private void requireNoError() {
        try {
            iterator.status();
        } catch (RocksDBException e) {
            throw new StorageException("cannot read on", e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        iterator.close();
        options.close();
        if (until != null) {
            until.close();
        }
        occupancy.leave();
    }
}
