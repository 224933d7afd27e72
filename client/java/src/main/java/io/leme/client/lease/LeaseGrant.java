package io.leme.client.lease;

/// A lease that was made.
///
/// @param ttlSeconds what was granted, which may be more than was asked for
public record LeaseGrant(long id, long ttlSeconds) {}
