package io.leme.gateway.http.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.QueryParameters;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.TableColumn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Tables as `kubectl get` prints them: the columns of the kind, a row per object.
///
/// @param definition whose columns
/// @param version of `meta.k8s.io` that the client asked for
/// @param included what of its object a row carries
/// @param clock ages are told by
record TableRendition(
        ResourceDefinition definition, String version, Included included, InstantSource clock) {
    /// What of its object a row carries.
    enum Included {
        NONE,
        METADATA,
        OBJECT;

        static Included of(QueryParameters query) {
            String text = query.text("includeObject");
            return switch (text) {
                case "None" -> NONE;
                case "", "Metadata" -> METADATA;
                case "Object" -> OBJECT;
                default ->
                        throw ApiErrors.badRequest(
                                "unrecognized includeObject value: \"" + text + "\"");
            };
        }
    }

    /// The whole table of some objects.
    ///
    /// @param metadata of the list they came in, or with the version of the single object
    ObjectNode table(ObjectNode metadata, List<ObjectNode> objects) {
        ObjectNode table = envelope(metadata, true);
        Instant now = clock.instant();
        ArrayNode rows = table.putArray("rows");
        objects.forEach(object -> rows.add(row(object, now)));
        return table;
    }

    /// The table of one row that stands for an object in a watch.
    ObjectNode event(ObjectNode object, boolean withColumns) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.set("resourceVersion", object.path("metadata").path("resourceVersion"));
        ObjectNode table = envelope(metadata, withColumns);
        table.putArray("rows").add(row(object, clock.instant()));
        return table;
    }

    /// The table that stands for a bookmark: its one row has no cells, but a version.
    ObjectNode bookmark(ObjectNode metadata, boolean withColumns) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        own.set("resourceVersion", metadata.path("resourceVersion"));
        ObjectNode table = envelope(own, withColumns);
        ObjectNode row = table.putArray("rows").addObject();
        ArrayNode cells = row.putArray("cells");
        definition.columns().forEach(_ -> cells.add(""));
        row.set("object", PartialMetadata.ofMetadata(metadata, version));
        return table;
    }

    private ObjectNode envelope(ObjectNode metadata, boolean withColumns) {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.put("kind", "Table").put("apiVersion", "meta.k8s.io/" + version);
        table.set("metadata", metadata);
        if (withColumns) {
            ArrayNode columns = table.putArray("columnDefinitions");
            definition.columns().forEach(column -> columns.add(column(column)));
        } else {
            table.putNull("columnDefinitions");
        }
        return table;
    }

    private static ObjectNode column(TableColumn column) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", column.name())
                .put("type", column.type())
                .put("format", column.format())
                .put("description", column.description())
                .put("priority", column.priority());
    }

    private ObjectNode row(ObjectNode object, Instant now) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        ArrayNode cells = row.putArray("cells");
        for (TableColumn column : definition.columns()) {
            JsonNode cell = column.cell().of(object, now);
            cells.add(cell);
        }
        switch (included) {
            case NONE -> {}
            case METADATA -> row.set("object", PartialMetadata.of(object, version));
            case OBJECT -> row.set("object", object);
        }
        return row;
    }
}
