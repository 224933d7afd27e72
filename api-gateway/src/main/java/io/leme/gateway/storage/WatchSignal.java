package io.leme.gateway.storage;

import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiStatus;

/// What a watch says next.
public sealed interface WatchSignal {
    /// What happened to an object, from the view of the watcher's selection.
    enum ChangeType {
        ADDED,
        MODIFIED,
        DELETED
    }

    /// An object changed.
    ///
    /// @param object the state after; for DELETED the last state, at the revision of the deletion
    record Changed(ChangeType type, ApiObject object) implements WatchSignal {}

    /// All events up to this revision were told.
    ///
    /// @param initialEventsEnd whether this marks the end of the present state
    record Bookmark(long resourceVersion, boolean initialEventsEnd) implements WatchSignal {}

    /// The watch is over, and the client shall know why: sent as an ERROR event. Nothing follows.
    record Failed(ApiStatus status) implements WatchSignal {}

    /// The watch is over without an error: its time is up, it was closed, or its reader was too
    /// slow. Nothing follows.
    record Ended() implements WatchSignal {}
}
