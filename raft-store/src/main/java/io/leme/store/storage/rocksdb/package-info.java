/// The storage engine: RocksDB behind [io.leme.store.storage.Backend], and the only package that
/// knows it.
///
/// One column family per table. The write-ahead log is off, because the Raft log is that; column
/// families are flushed together (atomic flush), so that a crash takes all of them back to the end
/// of the same batch. Nothing of RocksDB that calls back into Java is used.
///
/// Native memory is bounded on purpose: blocks, indexes, filters and memtables share one cache.
/// Native objects are freed by closing them and never by the garbage collector; using one after its
/// database is closed would end the process, so each use holds the
/// [io.leme.store.storage.Occupancy] of its backend.
@NullMarked
package io.leme.store.storage.rocksdb;

import org.jspecify.annotations.NullMarked;
