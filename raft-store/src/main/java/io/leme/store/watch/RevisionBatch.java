package io.leme.store.watch;

import java.util.ArrayList;
import java.util.List;

/// Events of whole revisions for one selection, on their way into messages.
final class RevisionBatch {
    /// Revisions are put together in one message up to this size.
    static final int MESSAGE_BYTES = 512 * 1024;

    private final EventEncoder encoder;
    private final boolean withPrevious;
    private final List<Piece> pieces = new ArrayList<>();
    private List<byte[]> open = new ArrayList<>();
    private long openBytes;
    private long openFirst;
    private long openLast;

    /// Revisions `first` to `last` in one message.
    record Piece(long first, long last, EventBatch events) {}

    RevisionBatch(EventEncoder encoder, boolean withPrevious) {
        this.encoder = encoder;
        this.withPrevious = withPrevious;
    }

    void add(long revision, SharedEvent event) {
        byte[] encoded = event.encoded(encoder, withPrevious);
        if (revision != openLast && openBytes + encoded.length > MESSAGE_BYTES) {
            close();
        }
        if (open.isEmpty()) {
            openFirst = revision;
        }
        open.add(encoded);
        openBytes += encoded.length;
        openLast = revision;
    }

    /// All that was added.
    List<Piece> pieces() {
        close();
        return pieces;
    }

    private void close() {
        if (open.isEmpty()) {
            return;
        }
        pieces.add(new Piece(openFirst, openLast, new EventBatch(open)));
        open = new ArrayList<>();
        openBytes = 0;
    }
}
