package io.leme.store.watch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The synced watchers of one selection, and what the current round of delivery holds for them.
final class WatcherGroup {
    final Selection selection;
    final Set<Watcher> watchers = new LinkedHashSet<>();
    private final List<Selected> round = new ArrayList<>();

    private record Selected(long revision, SharedEvent event) {}

    WatcherGroup(Selection selection) {
        this.selection = selection;
    }

    /// True when this is the round's first event for the group.
    boolean add(long revision, SharedEvent event) {
        if (!selection.takes(event.event())) {
            return false;
        }
        round.add(new Selected(revision, event));
        return round.size() == 1;
    }

    /// Ends the round: returns its messages, from revision `from` on.
    List<RevisionBatch.Piece> piecesFrom(long from, EventEncoder encoder) {
        RevisionBatch batch = new RevisionBatch(encoder, selection.withPrevious());
        for (Selected selected : round) {
            if (selected.revision >= from) {
                batch.add(selected.revision, selected.event);
            }
        }
        return batch.pieces();
    }

    long firstRevision() {
        return round.getFirst().revision;
    }

    void endRound() {
        round.clear();
    }
}
