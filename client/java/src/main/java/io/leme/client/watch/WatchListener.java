package io.leme.client.watch;

import io.leme.client.error.StoreException;

/// Hears a watcher. Calls come one at a time, in order, on the client's executor. A listener may
/// take its time: see the package about slow ones. One that throws ends its watcher with
/// [#onError].
public interface WatchListener {
    /// Changes.
    void onEvents(WatchBatch batch);

    /// Nothing is missing up to this revision.
    default void onProgress(long revision) {}

    /// Revisions that the watcher still needed are gone; it has ended. The state has to be read
    /// again, and watched from there.
    ///
    /// @param compactRevision the first revision that can still be watched from
    void onCompacted(long compactRevision);

    /// The store refused the watcher, or can't be used any more; it has ended. Broken connections
    /// are not errors.
    void onError(StoreException error);

    /// The stream broke; the watcher will resume by itself. For those who want to know.
    default void onDisconnected(StoreException cause) {}

    /// The last call, whatever the watcher ended by.
    default void onClosed() {}
}
