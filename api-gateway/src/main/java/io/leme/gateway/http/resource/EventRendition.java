package io.leme.gateway.http.resource;

import io.leme.gateway.meta.ApiStatus;
import io.leme.gateway.storage.WatchSignal;

/// Watch events as bytes.
interface EventRendition {
    byte[] changed(WatchSignal.Changed changed);

    byte[] bookmark(WatchSignal.Bookmark bookmark);

    byte[] failed(ApiStatus status);

    /// The value of the `Content-Type` header.
    String mediaType();
}
