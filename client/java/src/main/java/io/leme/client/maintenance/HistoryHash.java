package io.leme.client.maintenance;

/// A hash to compare members by; two are comparable if all but `hash` is equal.
///
/// @param hash 32 bits, unsigned
/// @param compactRevision -1 before the first compaction
/// @param hashRevision the revision up to which it was taken; 0 from servers before etcd 3.6
public record HistoryHash(int hash, long compactRevision, long hashRevision) {}
