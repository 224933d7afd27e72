package io.leme.store.mvcc;

/// A fingerprint of the whole logical state after one log entry: equal on all members that have
/// applied the same entries.
///
/// @param appliedIndex the last entry in the state
/// @param revision revision of the last change
/// @param compactRevision the last compaction, -1 before the first
/// @param hash first 8 bytes of a SHA-256 over the rows
public record StateHash(long appliedIndex, long revision, long compactRevision, long hash) {}
