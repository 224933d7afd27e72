package io.leme.gateway.registry.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Fills what writers left open, by the `default`s of an OpenAPI schema.
final class SchemaDefaults {
    private SchemaDefaults() {}

    /// @param value changed in place
    static void apply(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
                JsonNode byDefault = property.getValue().get("default");
                if (byDefault != null && !object.has(property.getKey())) {
                    object.set(property.getKey(), byDefault.deepCopy());
                }
                apply(object.path(property.getKey()), property.getValue());
            }
            JsonNode others = schema.path("additionalProperties");
            if (others.isObject()) {
                object.forEach(each -> apply(each, others));
            }
        } else if (value.isArray()) {
            value.forEach(each -> apply(each, schema.path("items")));
        }
    }
}
