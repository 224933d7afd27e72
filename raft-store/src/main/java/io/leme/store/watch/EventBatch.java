package io.leme.store.watch;

import java.util.ArrayList;
import java.util.List;

/// Encoded events that travel in one message, shared by all watchers that get the same ones.
public final class EventBatch {
    private final List<byte[]> encoded;
    private final int bytes;

    EventBatch(List<byte[]> encoded) {
        this.encoded = List.copyOf(encoded);
        this.bytes = encoded.stream().mapToInt(event -> event.length).sum();
    }

    /// The events' bytes in order; not to be written to.
    public List<byte[]> encoded() {
        return encoded;
    }

    public int bytes() {
        return bytes;
    }

    /// The same events in pieces below `limit` bytes, or of one event.
    List<EventBatch> pieces(int limit) {
        List<EventBatch> pieces = new ArrayList<>();
        List<byte[]> piece = new ArrayList<>();
        int size = 0;
        for (byte[] event : encoded) {
            if (!piece.isEmpty() && size + event.length >= limit) {
                pieces.add(new EventBatch(piece));
                piece = new ArrayList<>();
                size = 0;
            }
            piece.add(event);
            size += event.length;
        }
        pieces.add(new EventBatch(piece));
        return pieces;
    }
}
