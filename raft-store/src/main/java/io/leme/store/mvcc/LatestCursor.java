package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.storage.Cursor;

/// The keys as they are now: one row each.
final class LatestCursor implements KeyCursor {
    private final Cursor live;

    LatestCursor(Cursor live) {
        this.live = live;
    }

    @Override
    public boolean next() {
        return live.next();
    }

    @Override
    public Bytes key() {
        return live.key();
    }

    @Override
    public Version version() {
        return Version.of(live.value());
    }

    @Override
    public void giveTo(KeySink sink) {
        Version.give(live.key(), live.value(), sink);
    }

    @Override
    public void close() {
        live.close();
    }
}
