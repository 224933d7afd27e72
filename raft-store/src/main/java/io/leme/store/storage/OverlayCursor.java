package io.leme.store.storage;

import io.leme.store.base.Bytes;
import io.leme.store.storage.WriteSet.Change;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Two sorted walks as one: rows of `changes` hide the rows of `below` with the same key.
final class OverlayCursor implements Cursor {
    private final Iterator<Map.Entry<Bytes, Change>> changes;
    private final Cursor below;

    /// The heads of both walks, not yet shown; null at the end.
    private Map.@Nullable Entry<Bytes, Change> nextChange;

    private @Nullable Bytes nextBelow;

    /// Where the cursor stands: on the head of `below`, or on a change that was taken.
    private boolean onBelow;

    private @Nullable Bytes key;
    private @Nullable Bytes value;

    OverlayCursor(NavigableMap<Bytes, Change> changes, Cursor below) {
        this.changes = changes.entrySet().iterator();
        this.below = below;
        moveChanges();
        moveBelow();
    }

    @Override
    public boolean next() {
        if (onBelow) {
            moveBelow();
            onBelow = false;
        }
        while (nextChange != null) {
            Map.Entry<Bytes, Change> candidate = nextChange;
            int order = nextBelow == null ? -1 : candidate.getKey().compareTo(nextBelow);
            if (order > 0) {
                break;
            }
            moveChanges();
            if (order == 0) {
                moveBelow();
            }
            if (candidate.getValue().value() != null) {
                key = candidate.getKey();
                value = candidate.getValue().value();
                return true;
            }
        }
        onBelow = nextBelow != null;
        key = nextBelow;
        return onBelow;
    }

    private void moveChanges() {
        nextChange = changes.hasNext() ? changes.next() : null;
    }

    private void moveBelow() {
        nextBelow = below.next() ? below.key() : null;
    }

    @Override
    public Bytes key() {
        return Objects.requireNonNull(key, "the cursor stands on no row");
    }

    @Override
    public ByteBuffer value() {
        if (onBelow) {
            return below.value();
        }
        return Objects.requireNonNull(value, "the cursor stands on no row").toBuffer();
    }

    @Override
    public void close() {
        below.close();
    }
}
