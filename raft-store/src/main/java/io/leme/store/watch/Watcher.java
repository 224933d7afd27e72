package io.leme.store.watch;

import org.jspecify.annotations.Nullable;

/// One watcher. All fields belong to the hub's thread. There may be a hundred thousand of them, so
/// it is its own node in the list of its group, and has no selection of its own while it is in one.
final class Watcher {
    final long id;
    final WatchStream stream;
    Selection selection;
    final boolean progressNotify;
    final boolean fragment;

    /// Events below this revision are not for it (any more).
    long next;

    /// Where it is synced; null while it lags.
    @Nullable WatcherGroup group;

    /// Its neighbours in the group.
    @Nullable Watcher before;

    @Nullable Watcher after;

    /// The next one in the table of its stream.
    @Nullable Watcher nextInBucket;

    boolean canceled;
    boolean quiet = true;

    /// How many revisions the next read of history may take.
    int chunk = CatchUp.FIRST_CHUNK;

    Watcher(long id, WatchStream stream, WatchRequest request, long next) {
        this.id = id;
        this.stream = stream;
        this.selection = request.selection();
        this.progressNotify = request.progressNotify();
        this.fragment = request.fragment();
        this.next = next;
    }

    boolean isSynced() {
        return group != null;
    }
}
