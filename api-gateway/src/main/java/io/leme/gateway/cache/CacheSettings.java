package io.leme.gateway.cache;

import java.time.Duration;

/// Bounds of a cache.
///
/// @param historyLimit most changes of a type that are kept for watches that start in the past
/// @param historyByteLimit most bytes of their texts
/// @param freshWait how long a read waits for the cache to reach a revision
/// @param progressEvery how often a waiting read asks the feed for progress
/// @param shortestPause before a broken feed is started again; doubles up to `longestPause`
/// @param longestPause between two starts of a broken feed
public record CacheSettings(
        int historyLimit,
        long historyByteLimit,
        Duration freshWait,
        Duration progressEvery,
        Duration shortestPause,
        Duration longestPause) {
    private static final long STANDARD_HISTORY_BYTES = 32L << 20;

    /// Upstream's 3 s and 100 ms; a history that lasts for 75 s at 130 changes a second of 2.5 KB.
    public static final CacheSettings STANDARD =
            new CacheSettings(
                    10_000,
                    STANDARD_HISTORY_BYTES,
                    Duration.ofSeconds(3),
                    Duration.ofMillis(100),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(5));

    public CacheSettings {
        if (historyLimit < 1) {
            throw new IllegalArgumentException("a history holds at least one change");
        }
    }
}
