package io.leme.store.watch;

import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.mvcc.Event;
import io.leme.store.mvcc.RevisionEvents;
import io.leme.store.mvcc.View;
import io.leme.store.mvcc.ViewSource;
import java.util.List;

/// One look of a lagging watcher into history: a bounded number of revisions of its selection, made
/// ready to send. Runs off the hub's thread.
final class CatchUp {
    static final int FIRST_CHUNK = 64;
    private static final int SMALLEST_CHUNK = 4;

    /// etcd's bound on the revisions of one catch-up message.
    private static final int LARGEST_CHUNK = 1000;

    private static final int WANTED_BYTES = 1 << 20;

    private final ViewSource views;
    private final EventEncoder encoder;

    /// What a look found.
    sealed interface Found {
        /// Pieces to send; everything up to `scannedTo` was seen when the store was at `revision`.
        record Chunk(List<RevisionBatch.Piece> pieces, long scannedTo, long revision, int next)
                implements Found {}

        record Compacted(long compactRevision) implements Found {}
    }

    CatchUp(ViewSource views, EventEncoder encoder) {
        this.views = views;
        this.encoder = encoder;
    }

    Found read(Selection selection, long from, int revisions) {
        try (View view = views.open()) {
            long to = view.revision();
            if (from < view.compactRevision()) {
                return new Found.Compacted(view.compactRevision());
            }
            if (from > to) {
                return new Found.Chunk(List.of(), to, to, revisions);
            }
            View.History history =
                    view.history(selection.range(), from, to, revisions, selection.withPrevious());
            return chunk(selection, history, to, revisions);
        } catch (StoreException refused) {
            if (refused.error() != StoreError.COMPACTED) {
                throw refused;
            }
            try (View view = views.open()) {
                return new Found.Compacted(view.compactRevision());
            }
        }
    }

    private Found chunk(Selection selection, View.History history, long to, int revisions) {
        RevisionBatch batch = new RevisionBatch(encoder, selection.withPrevious());
        for (RevisionEvents revision : history.revisions()) {
            for (Event event : revision.events()) {
                if (selection.takes(event)) {
                    batch.add(revision.revision(), new SharedEvent(event));
                }
            }
        }
        List<RevisionBatch.Piece> pieces = batch.pieces();
        long bytes = pieces.stream().mapToLong(piece -> piece.events().bytes()).sum();
        return new Found.Chunk(pieces, history.scannedTo(), to, nextChunk(revisions, bytes));
    }

    /// Large events make the next chunk smaller, so that chunks take about the same memory.
    private static int nextChunk(int revisions, long bytes) {
        if (bytes > WANTED_BYTES) {
            return Math.max(SMALLEST_CHUNK, revisions / 4);
        }
        return bytes < WANTED_BYTES / 4 ? Math.min(LARGEST_CHUNK, revisions * 4) : revisions;
    }
}
