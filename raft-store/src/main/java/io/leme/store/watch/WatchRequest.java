package io.leme.store.watch;

/// A wish for a watcher. `id` 0 lets the server choose; `startRevision` 0 is what comes next.
public record WatchRequest(
        long id,
        Selection selection,
        long startRevision,
        boolean progressNotify,
        boolean fragment) {}
