package io.leme.gateway.http.resource;

import io.leme.gateway.codec.JsonText;
import io.leme.gateway.http.Message;
import io.leme.gateway.meta.ApiStatus;
import io.leme.gateway.storage.WatchSignal;
import java.nio.charset.StandardCharsets;

/// Watch events as JSON lines: `{"type":...,"object":...}`.
///
/// The text of an object stands between two constants, and is never made again for each watcher.
final class EventLines implements EventRendition {
    private static final byte[] ADDED = head("ADDED");
    private static final byte[] MODIFIED = head("MODIFIED");
    private static final byte[] DELETED = head("DELETED");
    private static final byte[] BOOKMARK = head("BOOKMARK");
    private static final byte[] ERROR = head("ERROR");
    private static final byte[] TAIL = "}\n".getBytes(StandardCharsets.US_ASCII);

    private final EventContent content;

    EventLines(EventContent content) {
        this.content = content;
    }

    @Override
    public Message changed(WatchSignal.Changed changed) {
        byte[] head =
                switch (changed.type()) {
                    case ADDED -> ADDED;
                    case MODIFIED -> MODIFIED;
                    case DELETED -> DELETED;
                };
        return new Message(head, content.json(changed.object()), TAIL);
    }

    @Override
    public Message bookmark(WatchSignal.Bookmark bookmark) {
        return new Message(BOOKMARK, JsonText.compact(content.tree(bookmark)), TAIL);
    }

    @Override
    public Message failed(ApiStatus status) {
        return new Message(ERROR, JsonText.compact(status.toJson()), TAIL);
    }

    @Override
    public boolean isShared() {
        return content instanceof EventContent.Objects;
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    private static byte[] head(String type) {
        return ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
    }
}
