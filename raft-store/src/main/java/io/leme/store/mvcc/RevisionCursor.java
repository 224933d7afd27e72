package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Reader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The keys as they were at an older revision: those of `live` that have not changed since, merged
/// with those of `past` that were superseded later. No key is in both.
final class RevisionCursor implements KeyCursor {
    private final Cursor live;
    private final Cursor past;
    private final Reader rows;
    private final long revision;

    /// The next visible row of each side; null at its end.
    private @Nullable Bytes liveKey;

    private @Nullable Bytes pastKey;
    private boolean onLive;
    private boolean onPast;

    /// `rows` are those under the cursors: the value of a past version may lie elsewhere.
    RevisionCursor(Cursor live, Cursor past, Reader rows, long revision) {
        this.live = live;
        this.past = past;
        this.rows = rows;
        this.revision = revision;
        moveLive();
        movePast();
    }

    @Override
    public boolean next() {
        if (onLive) {
            moveLive();
        }
        if (onPast) {
            movePast();
        }
        onLive = liveKey != null && (pastKey == null || liveKey.compareTo(pastKey) < 0);
        onPast = !onLive && pastKey != null;
        return onLive || onPast;
    }

    private void moveLive() {
        while (live.next()) {
            if (Version.modOf(live.value()) <= revision) {
                liveKey = live.key();
                return;
            }
        }
        liveKey = null;
    }

    private void movePast() {
        while (past.next()) {
            Bytes row = past.key();
            boolean supersededLater = PastKey.supersededAtOf(row) > revision;
            if (supersededLater && PastRow.modOf(past.value()) <= revision) {
                pastKey = PastKey.of(row).key();
                return;
            }
        }
        pastKey = null;
    }

    @Override
    public Bytes key() {
        return Objects.requireNonNull(onLive ? liveKey : pastKey, "the cursor stands on no key");
    }

    @Override
    public Version version() {
        return onLive ? Version.of(live.value()) : PastRow.version(past.value(), rows);
    }

    @Override
    public void giveTo(KeySink sink) {
        if (onLive) {
            Version.give(key(), live.value(), sink);
        } else {
            version().give(key(), sink);
        }
    }

    @Override
    public void close() {
        live.close();
        past.close();
    }
}
