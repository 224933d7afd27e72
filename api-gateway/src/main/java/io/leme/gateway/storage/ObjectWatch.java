package io.leme.gateway.storage;

/// An open watch: one reader takes its signals, anybody may close it.
public interface ObjectWatch extends AutoCloseable {
    /// Waits for the next signal. Always ends: at the latest when the watch's lifetime is over.
    /// After `Failed` or `Ended` it answers `Ended`.
    WatchSignal next() throws InterruptedException;

    /// Ends the watch and wakes its reader. May be called any number of times.
    @Override
    void close();
}
