package io.leme.store.storage;

import io.leme.store.base.Bytes;
import java.nio.ByteBuffer;

/// A walk over rows in key order. It starts before the first row. Used by one thread.
public interface Cursor extends AutoCloseable {
    /// Moves to the next row; false when there is none.
    boolean next();

    Bytes key();

    /// The value of the row, valid until the cursor moves. A cursor that is only moved never
    /// fetches values.
    ByteBuffer value();

    @Override
    void close();
}
