/// Ordered tables of bytes on disk: what the state machine needs of a storage engine, said without
/// naming one.
///
/// - A [io.leme.store.storage.Backend] is one open set of [io.leme.store.storage.Table]s. It is
///   changed by a [io.leme.store.storage.Batch], whole or not at all.
/// - There is no write-ahead log here: the Raft log is that. A crash takes the tables back, all
///   together, to the end of some earlier batch; the log replays the rest.
/// - A [io.leme.store.storage.Snapshot] is an instant of all tables. Snapshots and cursors keep the
///   backend open until they are closed.
/// - A [io.leme.store.storage.WriteSet] is a batch in the making that can be read as if it were
///   already written.
/// - A [io.leme.store.storage.StateDirectory] is where a backend lives, and how it is replaced as
///   one step.
///
/// Called by `mvcc`, `lease` and `apply`. The engine is `storage.rocksdb`.
@NullMarked
package io.leme.store.storage;

import org.jspecify.annotations.NullMarked;
