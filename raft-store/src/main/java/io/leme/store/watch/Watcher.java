package io.leme.store.watch;

/// One watcher. All fields belong to the hub's thread.
final class Watcher {
    final long id;
    final WatchStream stream;
    final Selection selection;
    final boolean progressNotify;
    final boolean fragment;

    /// Events below this revision are not for it (any more).
    long next;

    boolean synced;
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
}
