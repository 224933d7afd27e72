package io.leme.gateway.http.resource;

import io.leme.gateway.http.Message;
import io.leme.gateway.meta.ApiStatus;
import io.leme.gateway.storage.WatchSignal;

/// Watch events as messages.
interface EventRendition {
    Message changed(WatchSignal.Changed changed);

    Message bookmark(WatchSignal.Bookmark bookmark);

    Message failed(ApiStatus status);

    /// Whether all watchers are sent the same, which is made once: it takes next to no time to ask
    /// for it.
    default boolean isShared() {
        return false;
    }

    /// The value of the `Content-Type` header.
    String mediaType();
}
