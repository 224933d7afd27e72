package io.leme.store.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The synced watchers of one selection, and what the current round of delivery holds for them.
/// Most groups are of one watcher that waits, so an empty one is little more than its fields.
final class WatcherGroup {
    final Selection selection;

    /// Another group of the same range.
    @Nullable WatcherGroup sibling;

    /// The watchers, in the order in which they came.
    @Nullable Watcher first;

    private @Nullable Watcher last;
    private List<Selected> round = List.of();

    private record Selected(long revision, SharedEvent event) {}

    WatcherGroup(Selection selection) {
        this.selection = selection;
    }

    /// Takes in a watcher of no group.
    void join(Watcher watcher) {
        watcher.group = this;
        watcher.selection = selection;
        watcher.before = last;
        if (last == null) {
            first = watcher;
        } else {
            last.after = watcher;
        }
        last = watcher;
    }

    /// Lets go of one of its watchers.
    void leave(Watcher watcher) {
        Watcher before = watcher.before;
        Watcher after = watcher.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        watcher.group = null;
        watcher.before = null;
        watcher.after = null;
    }

    void leaveAll(Collection<Watcher> target) {
        for (Watcher watcher = first; watcher != null; watcher = first) {
            leave(watcher);
            target.add(watcher);
        }
    }

    /// True when this is the round's first event for the group.
    boolean add(long revision, SharedEvent event) {
        if (!selection.takes(event.event())) {
            return false;
        }
        if (round.isEmpty()) {
            round = new ArrayList<>();
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
        round = List.of();
    }
}
