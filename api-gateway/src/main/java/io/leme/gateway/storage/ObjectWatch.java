package io.leme.gateway.storage;

import org.jspecify.annotations.Nullable;

/// An open watch: one reader takes its signals, anybody may close it.
public interface ObjectWatch extends AutoCloseable {
    /// Waits for the next signal. Always ends: at the latest when the watch's lifetime is over.
    /// After `Failed` or `Ended` it answers `Ended`.
    WatchSignal next() throws InterruptedException;

    /// The next signal if there is one already; null when the reader would have to wait, or the
    /// watch can't tell.
    default @Nullable WatchSignal poll() {
        return null;
    }

    /// For a reader that polls instead of waiting: has it told, once after each poll that found
    /// nothing, that there is something.
    ///
    /// @param ready run by any thread, under the watch's lock: neither waits nor asks the watch
    /// @return false when the watch can't tell, and its reader has to wait
    default boolean whenReady(Runnable ready) {
        return false;
    }

    /// When there will be something even if nothing changes: a bookmark, or the end.
    default long nanosToNext() {
        return Long.MAX_VALUE;
    }

    /// Asks for a bookmark soon, also when nothing changes; a request may get lost. Only watches
    /// that were opened with bookmarks answer.
    default void requestProgress() {}

    /// Ends the watch and wakes its reader. May be called any number of times.
    @Override
    void close();
}
