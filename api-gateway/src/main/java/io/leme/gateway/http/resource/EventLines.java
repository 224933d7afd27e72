package io.leme.gateway.http.resource;

import io.leme.gateway.codec.JsonText;
import io.leme.gateway.meta.ApiStatus;
import io.leme.gateway.storage.WatchSignal;
import java.nio.charset.StandardCharsets;

/// Watch events as JSON lines: `{"type":...,"object":...}`.
///
/// The text of an object is copied between two constants, and never made again for each watcher.
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
    public byte[] changed(WatchSignal.Changed changed) {
        byte[] head =
                switch (changed.type()) {
                    case ADDED -> ADDED;
                    case MODIFIED -> MODIFIED;
                    case DELETED -> DELETED;
                };
        return line(head, content.json(changed.object()));
    }

    @Override
    public byte[] bookmark(WatchSignal.Bookmark bookmark) {
        return line(BOOKMARK, JsonText.compact(content.tree(bookmark)));
    }

    @Override
    public byte[] failed(ApiStatus status) {
        return line(ERROR, JsonText.compact(status.toJson()));
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    private static byte[] line(byte[] head, byte[] object) {
        byte[] line = new byte[head.length + object.length + TAIL.length];
        System.arraycopy(head, 0, line, 0, head.length);
        System.arraycopy(object, 0, line, head.length, object.length);
        System.arraycopy(TAIL, 0, line, head.length + object.length, TAIL.length);
        return line;
    }

    private static byte[] head(String type) {
        return ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
    }
}
