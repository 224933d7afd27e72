package io.leme.store.storage.rocksdb;

/// What may differ between members.
///
/// @param cacheBytes bound of the native memory for blocks, indexes, filters and memtables
/// @param memtableBytes part of the cache that memtables may take before they are flushed
/// @param backgroundJobs threads for flushes and compactions together, at least 2
public record RocksSettings(long cacheBytes, long memtableBytes, int backgroundJobs) {
    private static final long MEBIBYTE = 1 << 20;

    public static final RocksSettings DEFAULT = new RocksSettings(128 * MEBIBYTE, 64 * MEBIBYTE, 2);

    public RocksSettings {
        if (memtableBytes < MEBIBYTE || cacheBytes < memtableBytes) {
            throw new IllegalArgumentException(
                    "memtables need at least 1 MiB and fit into the cache");
        }
        if (backgroundJobs < 2) {
            throw new IllegalArgumentException("flush and compaction need a thread each");
        }
    }
}
