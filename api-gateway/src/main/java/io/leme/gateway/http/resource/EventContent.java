package io.leme.gateway.http.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.storage.WatchSignal;

/// What stands for an object in the events of a watch, as JSON text.
sealed interface EventContent {
    String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

    /// Stands for an object that changed.
    byte[] of(ApiObject object);

    /// Stands for no object, but for the version up to which everything was told.
    byte[] of(WatchSignal.Bookmark bookmark);

    /// The objects themselves.
    record Objects(ResourceDefinition definition) implements EventContent {
        @Override
        public byte[] of(ApiObject object) {
            return object.json();
        }

        @Override
        public byte[] of(WatchSignal.Bookmark bookmark) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.put("kind", definition.kind().kind());
            object.put("apiVersion", definition.kind().apiVersion());
            object.set("metadata", bookmarkMetadata(bookmark));
            return JsonText.compact(object);
        }
    }

    /// The objects' metadata alone.
    record Metadata(String version) implements EventContent {
        @Override
        public byte[] of(ApiObject object) {
            return JsonText.compact(PartialMetadata.of(object.tree(), version));
        }

        @Override
        public byte[] of(WatchSignal.Bookmark bookmark) {
            return JsonText.compact(
                    PartialMetadata.ofMetadata(bookmarkMetadata(bookmark), version));
        }
    }

    /// A table of one row. Only the first event of a watch says what the columns are.
    ///
    /// Confined to the thread of the watch.
    final class Rows implements EventContent {
        private final TableRendition table;
        private boolean columnsTold;

        Rows(TableRendition table) {
            this.table = table;
        }

        @Override
        public byte[] of(ApiObject object) {
            return JsonText.compact(table.event(object.tree(), tellColumns()));
        }

        @Override
        public byte[] of(WatchSignal.Bookmark bookmark) {
            return JsonText.compact(table.bookmark(bookmarkMetadata(bookmark), tellColumns()));
        }

        private boolean tellColumns() {
            boolean first = !columnsTold;
            columnsTold = true;
            return first;
        }
    }

    private static ObjectNode bookmarkMetadata(WatchSignal.Bookmark bookmark) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("resourceVersion", Long.toString(bookmark.resourceVersion()));
        metadata.putNull("creationTimestamp");
        if (bookmark.initialEventsEnd()) {
            metadata.putObject("annotations").put(INITIAL_EVENTS_END, "true");
        }
        return metadata;
    }
}
