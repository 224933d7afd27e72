package io.leme.client.kv;

import java.util.List;
import java.util.Optional;

/// What a range found.
///
/// @param revision the store's revision when it was read, also when an older one was asked for; in
///   the results of a transaction the one as seen by this step
/// @param kvs the keys, at most as many as the limit
/// @param more whether the limit cut keys off
/// @param count keys in the range at the revision read, whatever limit and revision bounds left
public record RangeResult(long revision, List<KeyValue> kvs, boolean more, long count) {
    public RangeResult {
        kvs = List.copyOf(kvs);
    }

    /// The first key: for ranges that name one, that key if it exists.
    public Optional<KeyValue> first() {
        return kvs.isEmpty() ? Optional.empty() : Optional.of(kvs.get(0));
    }
}
