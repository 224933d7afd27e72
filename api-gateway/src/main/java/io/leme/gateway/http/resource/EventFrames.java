package io.leme.gateway.http.resource;

import io.leme.gateway.codec.ProtobufWriter;
import io.leme.gateway.meta.ApiStatus;
import io.leme.gateway.storage.WatchSignal;

/// Watch events as protobuf, each with its length before it.
///
/// The messages are made for each watcher: an object keeps its JSON alone.
record EventFrames(EventContent content, ProtobufWriter writer) implements EventRendition {
    @Override
    public byte[] changed(WatchSignal.Changed changed) {
        String type =
                switch (changed.type()) {
                    case ADDED -> "ADDED";
                    case MODIFIED -> "MODIFIED";
                    case DELETED -> "DELETED";
                };

        return writer.writeEvent(type, content.tree(changed.object()));
    }

    @Override
    public byte[] bookmark(WatchSignal.Bookmark bookmark) {
        return writer.writeEvent("BOOKMARK", content.tree(bookmark));
    }

    @Override
    public byte[] failed(ApiStatus status) {
        return writer.writeEvent("ERROR", status.toJson());
    }

    @Override
    public String mediaType() {
        return "application/vnd.kubernetes.protobuf;stream=watch";
    }
}
