package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The current versions of the keys that were written or looked up last, as rows of `live`, so that
/// a key that is written again and again is not read from storage each time. Bounded by bytes.
///
/// Belongs to the apply thread. What it holds is what the tables hold, with what the entry that is
/// being applied has changed.
public final class LatestVersions {
    private final RowCache rows;

    public LatestVersions(long maxBytes) {
        rows = new RowCache(maxBytes);
    }

    /// A sixteenth of the heap, and at most 128 MiB.
    public static LatestVersions sizedForHeap() {
        return new LatestVersions(Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 16));
    }

    @Nullable Version get(Bytes key) {
        ByteBuffer row = rows.get(key);
        return row == null ? null : Version.of(row);
    }

    /// @param row of the version that is current from now on
    void put(Bytes key, Bytes row) {
        rows.put(key, row);
    }

    void remove(Bytes key) {
        rows.remove(key);
    }

    /// The tables were replaced.
    public void clear() {
        rows.clear();
    }
}
