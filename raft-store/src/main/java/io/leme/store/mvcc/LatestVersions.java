package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The current versions of the keys that were written or looked up last, so that a key that is
/// written again and again is not read from storage each time. Bounded by bytes: what was not
/// written while the newer half filled up goes, all at once. (An order of use, as a linked map
/// keeps it, would change old objects at every look-up, and the garbage collector pays for that.)
///
/// Belongs to the apply thread. What it holds is what the tables hold, with what the entry that is
/// being applied has changed.
public final class LatestVersions {
    /// What the objects of one key take besides the bytes of key and value, about.
    private static final long OVERHEAD_BYTES = 150;

    private final long maxBytesOfHalf;
    private Map<Bytes, Version> newer = new HashMap<>();
    private Map<Bytes, Version> older = Map.of();
    private long newerBytes;

    public LatestVersions(long maxBytes) {
        this.maxBytesOfHalf = maxBytes / 2;
    }

    /// A sixteenth of the heap, and at most 128 MiB.
    public static LatestVersions sizedForHeap() {
        return new LatestVersions(Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 16));
    }

    @Nullable Version get(Bytes key) {
        Version version = newer.get(key);
        return version != null ? version : older.get(key);
    }

    void put(Bytes key, Version version) {
        Version before = newer.put(key, version);
        newerBytes += size(key, version) - (before == null ? 0 : size(key, before));
        if (newerBytes > maxBytesOfHalf) {
            older = newer;
            newer = new HashMap<>();
            newerBytes = 0;
        }
    }

    void remove(Bytes key) {
        Version before = newer.remove(key);
        if (before != null) {
            newerBytes -= size(key, before);
        }
        if (older.containsKey(key)) {
            older.remove(key);
        }
    }

    /// The tables were replaced.
    public void clear() {
        newer = new HashMap<>();
        older = Map.of();
        newerBytes = 0;
    }

    private static long size(Bytes key, Version version) {
        return OVERHEAD_BYTES + key.length() + version.value().length();
    }
}
