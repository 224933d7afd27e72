package io.leme.gateway.registry.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.registry.expression.RuleSchema.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// How large values of a schema can be: as its bounds say, and where there are none, as a request
/// of 3 MiB can carry. The same numbers as Kubernetes'.
final class SchemaSizes {
    private static final long REQUEST_BYTES = 3L * 1024 * 1024;

    /// Of a text, a list or a map in JSON.
    private static final int ENCLOSING_BYTES = 2;

    private static final int LONGEST_TIME = 32;
    private static final int DATE = 12;
    private static final int SHORTEST_INSTANT = 21;
    private static final int SHORTEST_DURATION = 3;
    private static final int SHORTEST_BOOLEAN = 4;

    /// Bytes that a character may take.
    private static final int CHARACTER = 4;

    /// A key with its quotes, its colon and its comma.
    private static final int ENTRY = 6;

    private static final int NAME = 4;

    private SchemaSizes() {}

    /// How much a value of this schema may hold; nothing for values that hold nothing.
    static Size of(RuleSchema schema) {
        JsonNode node = schema.node();

        return Size.upTo(
                switch (schema.shape()) {
                    case LIST ->
                            bound(
                                    node.path("maxItems"),
                                    (REQUEST_BYTES - ENCLOSING_BYTES)
                                            / (schema.item().leastBytes() + 1));
                    case MAP ->
                            bound(
                                    node.path("maxProperties"),
                                    (REQUEST_BYTES - ENCLOSING_BYTES)
                                            / (schema.item().leastBytes() + ENTRY));
                    case TEXT -> text(node);
                    case BYTES -> bound(node.path("maxLength"), REQUEST_BYTES - ENCLOSING_BYTES);
                    case EITHER -> characters(node.path("maxLength"));
                    case TIMESTAMP -> isDate(node) ? DATE : LONGEST_TIME;
                    case DURATION -> LONGEST_TIME;
                    case STRUCTURE, INTEGER, NUMBER, BOOLEAN, HIDDEN -> 0;
                });
    }

    /// How often a value of this schema can stand in one object at most, when no bound says it.
    static long mostOften(RuleSchema schema) {
        return REQUEST_BYTES / (schema.leastBytes() + 1);
    }

    /// The fewest bytes that a value takes in JSON.
    static long leastBytes(JsonNode node, Shape shape, Map<String, RuleSchema> properties) {
        return switch (shape) {
            case LIST, MAP, TEXT, BYTES -> ENCLOSING_BYTES;
            case STRUCTURE -> ENCLOSING_BYTES + required(node.path("required"), properties);
            case TIMESTAMP -> isDate(node) ? DATE : SHORTEST_INSTANT;
            case DURATION -> SHORTEST_DURATION;
            case BOOLEAN -> SHORTEST_BOOLEAN;
            case INTEGER, NUMBER, EITHER -> 1;
            case HIDDEN -> 0;
        };
    }

    /// Fields that have to be there, unless they have a default.
    private static long required(JsonNode names, Map<String, RuleSchema> properties) {
        long bytes = 0;
        for (JsonNode each : names) {
            String name = each.asText("");
            RuleSchema field = properties.getOrDefault(name, RuleSchema.HIDDEN);
            if (field.isVisible() && !field.node().has("default")) {
                bytes += name.length() + field.leastBytes() + NAME;
            }
        }

        return bytes;
    }

    private static long text(JsonNode node) {
        JsonNode values = node.path("enum");
        if (node.path("maxLength").isMissingNode() && !values.isEmpty()) {
            return values.valueStream()
                    .mapToLong(each -> each.asText("").getBytes(StandardCharsets.UTF_8).length)
                    .max()
                    .orElse(0);
        }

        return characters(node.path("maxLength"));
    }

    private static long characters(JsonNode bound) {
        return bound.isMissingNode()
                ? REQUEST_BYTES - ENCLOSING_BYTES
                : Size.product(bound(bound, 0), CHARACTER);
    }

    private static long bound(JsonNode bound, long otherwise) {
        return bound.isNumber() ? Math.max(0, bound.asLong()) : otherwise;
    }

    private static boolean isDate(JsonNode node) {
        return node.path("format").asText("").equals("date");
    }
}
