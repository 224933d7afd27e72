package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// The current versions of the keys that were used last, so that a key that is written again and
/// again is not read from storage each time. Bounded by bytes; the key that was not used for the
/// longest time goes first.
///
/// Belongs to the apply thread. What it holds is what the tables hold, with what the entry that is
/// being applied has changed.
public final class LatestVersions {
    /// What the objects of one entry take besides the bytes of key and value, about.
    private static final int OVERHEAD_BYTES = 200;

    private final long maxBytes;
    private final LinkedHashMap<Bytes, Version> versions = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    public LatestVersions(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// A sixteenth of the heap, and at most 64 MiB.
    public static LatestVersions sizedForHeap() {
        return new LatestVersions(Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16));
    }

    @Nullable Version get(Bytes key) {
        return versions.get(key);
    }

    void put(Bytes key, Version version) {
        Version before = versions.put(key, version);
        bytes += size(key, version) - (before == null ? 0 : size(key, before));
        while (bytes > maxBytes) {
            var eldest = versions.pollFirstEntry();
            bytes -= size(eldest.getKey(), eldest.getValue());
        }
    }

    void remove(Bytes key) {
        Version before = versions.remove(key);
        if (before != null) {
            bytes -= size(key, before);
        }
    }

    /// The tables were replaced.
    public void clear() {
        versions.clear();
        bytes = 0;
    }

    private static long size(Bytes key, Version version) {
        return OVERHEAD_BYTES + key.length() + version.value().length();
    }
}
