package io.leme.store.storage;

import io.leme.store.base.Bytes;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One open set of tables. Reading it directly gives the latest written state, without an instant
/// that holds across several calls: that is what [Snapshot] is for.
///
/// Threads: every method may be called from any thread. [#close] waits for what is in use, and
/// everything but `close` throws [IllegalStateException] afterwards. Failures of the engine come as
/// [StorageException] and mean that this member cannot go on.
public interface Backend extends Reader, AutoCloseable {
    Batch newBatch();

    /// Writes all of `batch` or nothing. It is seen at once, and survives a crash after the next
    /// [#flush].
    void write(Batch batch);

    /// As [#write], but gives way to other writes: for cleaning up.
    void writeInBackground(Batch batch);

    Snapshot snapshot();

    /// Makes everything durable that was written before the call, all tables together.
    void flush();

    /// The value that `key` would have after a crash now.
    @Nullable Bytes durable(Table table, Bytes key);

    /// Writes a copy of some instant at or after the call to `directory`, which must not exist and
    /// lies on the same file system. It is a directory that a backend opens.
    void checkpoint(Path directory);

    /// Bytes that the tables take, on disk and on their way there, about.
    long sizeBytes();

    /// Bytes of [#sizeBytes] that would be left if everything that is not needed were given back,
    /// about.
    long liveBytes();

    /// Gives back what is not needed. Takes its time, and holds up nobody.
    void compact();

    /// Waits for snapshots and cursors, makes everything durable and releases it.
    @Override
    void close();
}
