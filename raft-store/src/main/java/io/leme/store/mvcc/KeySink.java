package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import java.nio.ByteBuffer;

/// Takes the keys of a range one after the other as they are found, so that a large range is never
/// held as objects.
@FunctionalInterface
public interface KeySink {
    /// One key, with the numbers of a [io.leme.store.command.KeyValue].
    ///
    /// @param value what remains of it is the value; it is good for this call only, and may be
    ///   moved
    void take(
            Bytes key,
            ByteBuffer value,
            long createRevision,
            long modRevision,
            long version,
            long lease);
}
