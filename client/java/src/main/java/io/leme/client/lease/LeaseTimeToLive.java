package io.leme.client.lease;

import io.leme.client.kv.ByteSequence;
import java.util.List;

/// What is left of a lease.
///
/// @param ttlSeconds what is left, rounded down; -1 if there is no such lease
/// @param grantedSeconds what it began with and gets again when renewed
/// @param keys the attached keys, if they were asked for
public record LeaseTimeToLive(
        long id, long ttlSeconds, long grantedSeconds, List<ByteSequence> keys) {
    public LeaseTimeToLive {
        keys = List.copyOf(keys);
    }

    public boolean exists() {
        return ttlSeconds >= 0;
    }
}
