package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceDefinitionBuilder;
import io.leme.gateway.registry.TableColumn;
import io.leme.gateway.registry.VersionConversion;
import java.util.LinkedHashMap;
import java.util.Map;

/// Events as `events.k8s.io/v1` shows them: the same fields, most of them under other names.
final class EventView {
    private static final GroupVersion GROUP_VERSION = new GroupVersion("events.k8s.io", "v1");

    /// Stored name to served name.
    private static final Map<String, String> NAMES =
            Map.of(
                    "involvedObject", "regarding",
                    "message", "note",
                    "reportingComponent", "reportingController",
                    "source", "deprecatedSource",
                    "firstTimestamp", "deprecatedFirstTimestamp",
                    "lastTimestamp", "deprecatedLastTimestamp",
                    "count", "deprecatedCount");

    private final Map<String, String> storedNames = new LinkedHashMap<>();

    EventView() {
        NAMES.forEach((stored, served) -> storedNames.put(served, stored));
    }

    ResourceDefinition definition(ResourceDefinition stored) {
        return new ResourceDefinitionBuilder(GROUP_VERSION, "events", "Event")
                .shortNames("ev")
                .columns(stored.columns().toArray(TableColumn[]::new))
                .selectable(EventStrategy.fields("regarding", "reportingController"))
                .build();
    }

    VersionConversion conversion() {
        return new VersionConversion.OfTrees(
                stored -> renamed(stored, NAMES, GROUP_VERSION.toString()),
                served -> renamed(served, storedNames, "v1"));
    }

    private static ObjectNode renamed(
            ObjectNode object, Map<String, String> names, String apiVersion) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String name = entry.getKey();
            result.set(names.getOrDefault(name, name), entry.getValue());
        }

        return result.put("apiVersion", apiVersion);
    }
}
