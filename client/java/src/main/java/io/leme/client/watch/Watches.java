package io.leme.client.watch;

/// Starts watchers.
public interface Watches {
    /// Starts a watcher. Returns at once; the listener hears when the store has set it up.
    Watcher watch(WatchRequest request, WatchListener listener);
}
