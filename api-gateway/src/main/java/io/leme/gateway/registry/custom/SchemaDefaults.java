package io.leme.gateway.registry.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Fills what writers left open, by the `default`s of an OpenAPI schema.
public final class SchemaDefaults {
    private SchemaDefaults() {}

    /// What is wrong with the defaults of a schema, which have to be values that it allows.
    ///
    /// @param path of the schema
    public static List<FieldError> problems(String path, JsonNode schema) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode byDefault = schema.path("default");
        if (!byDefault.isMissingNode()) {
            for (FieldError wrong : SchemaValidation.check(byDefault, null, schema)) {
                String below = wrong.field().isEmpty() ? "" : "." + wrong.field();
                errors.add(new FieldError(wrong.type(), path + ".default" + below, wrong.detail()));
            }
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String place = path + ".properties[" + property.getKey() + "]";
            errors.addAll(problems(place, property.getValue()));
        }
        for (String inner : List.of("additionalProperties", "items")) {
            if (schema.path(inner).isObject()) {
                errors.addAll(problems(path + "." + inner, schema.path(inner)));
            }
        }

        return errors;
    }

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
