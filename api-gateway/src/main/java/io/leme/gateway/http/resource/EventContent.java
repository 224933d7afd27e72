package io.leme.gateway.http.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.storage.WatchSignal;

/// What stands for an object in the events of a watch.
sealed interface EventContent {
    String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

    /// Stands for an object that changed; not to be changed.
    ObjectNode tree(ApiObject object);

    /// Stands for no object, but for the version up to which everything was told.
    ObjectNode tree(WatchSignal.Bookmark bookmark);

    /// The JSON text of what stands for an object.
    default byte[] json(ApiObject object) {
        return JsonText.compact(tree(object));
    }

    /// The objects themselves.
    record Objects(ResourceDefinition definition) implements EventContent {
        @Override
        public ObjectNode tree(ApiObject object) {
            return object.tree();
        }

        @Override
        public byte[] json(ApiObject object) {
            return object.json();
        }

        @Override
        public ObjectNode tree(WatchSignal.Bookmark bookmark) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.put("kind", definition.kind().kind());
            object.put("apiVersion", definition.kind().apiVersion());
            object.set("metadata", bookmarkMetadata(bookmark));
            return object;
        }
    }

    /// The objects' metadata alone.
    record Metadata(String version) implements EventContent {
        @Override
        public ObjectNode tree(ApiObject object) {
            return PartialMetadata.of(object.tree(), version);
        }

        @Override
        public ObjectNode tree(WatchSignal.Bookmark bookmark) {
            return PartialMetadata.ofMetadata(bookmarkMetadata(bookmark), version);
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
        public ObjectNode tree(ApiObject object) {
            return table.event(object.tree(), tellColumns());
        }

        @Override
        public ObjectNode tree(WatchSignal.Bookmark bookmark) {
            return table.bookmark(bookmarkMetadata(bookmark), tellColumns());
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
