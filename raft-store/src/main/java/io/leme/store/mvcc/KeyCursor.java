package io.leme.store.mvcc;

import io.leme.store.base.Bytes;

/// A walk over the keys that are visible at one revision, in key order.
interface KeyCursor extends AutoCloseable {
    boolean next();

    Bytes key();

    /// The version of the key; not asked for where keys are only counted.
    Version version();

    /// Hands over the key with its version, without keeping either.
    void giveTo(KeySink sink);

    @Override
    void close();
}
