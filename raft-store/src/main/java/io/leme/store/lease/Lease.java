package io.leme.store.lease;

/// A lease as it was granted.
///
/// @param ttlSeconds granted time to live
public record Lease(long id, long ttlSeconds) {}
