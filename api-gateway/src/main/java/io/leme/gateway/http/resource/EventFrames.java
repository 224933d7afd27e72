package io.leme.gateway.http.resource;

import io.leme.gateway.codec.ProtobufWriter;
import io.leme.gateway.http.Message;
import io.leme.gateway.meta.ApiStatus;
import io.leme.gateway.storage.WatchSignal;

/// Watch events as protobuf, each with its length before it.
///
/// The messages are made for each watcher: an object keeps its JSON alone.
record EventFrames(EventContent content, ProtobufWriter writer) implements EventRendition {
    @Override
    public Message changed(WatchSignal.Changed changed) {
        String type =
                switch (changed.type()) {
                    case ADDED -> "ADDED";
                    case MODIFIED -> "MODIFIED";
                    case DELETED -> "DELETED";
                };

        return Message.of(writer.writeEvent(type, content.tree(changed.object())));
    }

    @Override
    public Message bookmark(WatchSignal.Bookmark bookmark) {
        return Message.of(writer.writeEvent("BOOKMARK", content.tree(bookmark)));
    }

    @Override
    public Message failed(ApiStatus status) {
        return Message.of(writer.writeEvent("ERROR", status.toJson()));
    }

    @Override
    public String mediaType() {
        return "application/vnd.kubernetes.protobuf;stream=watch";
    }
}
