package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.NameRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The rules that config maps and secrets share: keys, size, and what `immutable` forbids.
final class DataRules {
    /// Most bytes of all values together.
    static final int MAX_BYTES = 1024 * 1024;

    private DataRules() {}

    static void checkKeys(ObjectNode object, String field, List<FieldError> errors) {
        for (Map.Entry<String, JsonNode> entry : object.path(field).properties()) {
            String key = entry.getKey();
            NameRules.dataKey(key)
                    .forEach(problem ->
                            errors.add(FieldError.invalid(field + "[" + key + "]", key, problem)));
        }
    }

    /// Bytes of plain text values.
    static long textBytes(JsonNode values) {
        long bytes = 0;
        for (JsonNode value : values) {
            bytes += value.asText("").getBytes(StandardCharsets.UTF_8).length;
        }

        return bytes;
    }

    /// Bytes that base64 values stand for.
    static long decodedBytes(JsonNode values) {
        long bytes = 0;
        for (JsonNode value : values) {
            String text = value.asText("");
            int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
            bytes += text.length() / 4 * 3L - padding;
        }

        return bytes;
    }

    /// Once `immutable` is set, neither it nor these fields may change.
    static void checkImmutable(
            ObjectNode object, ObjectNode current, List<String> fields, List<FieldError> errors) {
        if (!current.path("immutable").asBoolean(false)) {
            return;
        }
        if (!object.path("immutable").asBoolean(false)) {
            errors.add(frozen("immutable"));
        }
        for (String field : fields) {
            if (!object.path(field).equals(current.path(field))) {
                errors.add(frozen(field));
            }
        }
    }

    private static FieldError frozen(String field) {
        return FieldError.forbidden(field, "field is immutable when `immutable` is set");
    }
}
