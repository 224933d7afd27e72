package io.leme.gateway.codec.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.meta.ApiErrors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Merges lists of objects that one of their fields tells apart.
///
/// @param key name of that field
/// @param element schema of the objects, null where the schema ends
record KeyedList(String key, @Nullable ObjectSchema element) {
    /// @param list present elements, owned by the caller
    /// @param change elements of the patch: merged into the one with the same key, or new; or
    ///   directives
    ArrayNode merge(ArrayNode list, ArrayNode change) {
        List<JsonNode> merged = new ArrayList<>();
        list.forEach(merged::add);
        ArrayNode plain = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : change) {
            ObjectNode entry = asObject(each);
            switch (entry.path(StrategicMergePatch.DIRECTIVE).asText("")) {
                case "delete" -> {
                    JsonNode value = keyOf(entry);
                    merged.removeIf(present -> present.path(key).equals(value));
                }
                case "replace" -> merged.clear();
                default -> plain.add(entry);
            }
        }
        for (JsonNode entry : plain) {
            mergeElement(merged, (ObjectNode) entry);
        }

        return ElementOrder.ordered(merged, plain, list, key);
    }

    private void mergeElement(List<JsonNode> merged, ObjectNode entry) {
        JsonNode value = keyOf(entry);
        for (int i = 0; i < merged.size(); i++) {
            if (merged.get(i) instanceof ObjectNode present && present.path(key).equals(value)) {
                merged.set(i, StrategicMergePatch.mergeObject(present, entry.deepCopy(), element));

                return;
            }
        }
        merged.add(StrategicMergePatch.cleaned(entry));
    }

    private JsonNode keyOf(ObjectNode entry) {
        JsonNode value = entry.get(key);
        if (value == null) {
            throw ApiErrors.badRequest(
                    "map: " + entry + " does not contain declared merge key: " + key);
        }

        return value;
    }

    private static ObjectNode asObject(JsonNode each) {
        if (each instanceof ObjectNode object) {
            return object;
        }

        throw ApiErrors.badRequest(
                "invalid strategic merge patch format: a list element is no " + "object");
    }
}
