package io.leme.gateway.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The schema of a custom kind, from the OpenAPI schema of its definition.
///
/// It says which fields there are and how they are owned. What their values have to be is checked
/// later, against the OpenAPI schema itself: the errors of custom kinds are those of OpenAPI.
public final class StructuralSchema implements ObjectSchema {
    private static final String PRESERVED = "x-kubernetes-preserve-unknown-fields";

    private final String name;
    private final JsonNode openApi;
    private final Map<String, FieldSchema> fields;

    private StructuralSchema(String name, JsonNode openApi, Map<String, FieldSchema> fields) {
        this.name = name;
        this.openApi = openApi;
        this.fields = Collections.unmodifiableMap(fields);
    }

    /// @param name of the kind with group and version, as the API's documents call it
    /// @param openApi not to be changed any more
    /// @param metadata what all kinds have
    public static StructuralSchema of(String name, JsonNode openApi, ObjectSchema metadata) {
        Map<String, FieldSchema> fields = properties(name, openApi);
        fields.put(
                "metadata",
                new FieldSchema(
                        "metadata",
                        new FieldType.Structure(metadata),
                        FieldSchema.MergeRule.REPLACE,
                        new Ownership.ByField(),
                        ""));

        return new StructuralSchema(name, openApi, fields);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, FieldSchema> fields() {
        return fields;
    }

    @Override
    public boolean isAtomic() {
        return openApi.path("x-kubernetes-map-type").asText("").equals("atomic");
    }

    @Override
    public boolean isOpen() {
        return openApi.path(PRESERVED).asBoolean(false);
    }

    @Override
    public Optional<ObjectNode> openApi() {
        return openApi instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    private static Map<String, FieldSchema> properties(String name, JsonNode openApi) {
        Map<String, FieldSchema> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : openApi.path("properties").properties()) {
            String field = each.getKey();
            JsonNode node = each.getValue();
            FieldType type = type(name + "." + field, node);
            fields.put(
                    field,
                    new FieldSchema(
                            field,
                            type,
                            FieldSchema.MergeRule.REPLACE,
                            ownership(node, type),
                            node.path("default").asText("")));
        }

        return fields;
    }

    private static FieldType type(String name, JsonNode node) {
        JsonNode values = node.path("additionalProperties");
        if (values.isObject()) {
            return new FieldType.MapOf(type(name, values));
        }

        return switch (node.path("type").asText("")) {
            case "object" -> {
                boolean open =
                        values.asBoolean(false)
                                || node.path("x-kubernetes-embedded-resource").asBoolean(false)
                                || (node.path(PRESERVED).asBoolean(false)
                                        && node.path("properties").isEmpty());
                yield open
                        ? new FieldType.Anything()
                        : new FieldType.Structure(
                                new StructuralSchema(name, node, properties(name, node)));
            }
            case "array" -> new FieldType.ListOf(type(name, node.path("items")));
            default -> new FieldType.Anything();
        };
    }

    private static Ownership ownership(JsonNode node, FieldType type) {
        return switch (node.path("x-kubernetes-list-type").asText("")) {
            case "map" -> {
                List<String> keys = new ArrayList<>();
                node.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText("")));
                yield new Ownership.ByKey(keys);
            }
            case "set" -> new Ownership.ByValue();
            default -> {
                boolean atomic = node.path("x-kubernetes-map-type").asText("").equals("atomic");
                boolean deep =
                        type instanceof FieldType.Structure || type instanceof FieldType.MapOf;
                yield deep && !atomic ? new Ownership.ByField() : new Ownership.Whole();
            }
        };
    }
}
