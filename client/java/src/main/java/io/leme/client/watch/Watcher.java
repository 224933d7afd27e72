package io.leme.client.watch;

import java.util.concurrent.CompletableFuture;

/// A running watcher.
public interface Watcher extends AutoCloseable {
    /// Completes when the store has first set the watcher up, with the store's revision then: a
    /// watcher from now on sees everything after it. Fails with a
    /// [StoreException][io.leme.client.error.StoreException] if the watcher ends before.
    CompletableFuture<Long> created();

    /// Asks the store to tell the revision up to which nothing is missing. The answer reaches every
    /// watcher of the same stream by [WatchListener#onProgress]. The store may stay silent while
    /// one of them has not caught up, and a request during a broken connection is lost: ask again.
    void requestProgress();

    /// Ends it. No call of the listener begins after this returned, except
    /// [WatchListener#onClosed], which comes last. Closing twice does nothing.
    @Override
    void close();
}
