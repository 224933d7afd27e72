package io.leme.gateway.registry.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What expressions see of an OpenAPI schema: a shape for each value.
///
/// @param node the schema; not changed
/// @param shape of the values
/// @param properties by their names in JSON; empty but for structures
/// @param items of lists, and values of maps; none elsewhere
/// @param leastBytes that a value takes in JSON
record RuleSchema(
        JsonNode node,
        Shape shape,
        Map<String, RuleSchema> properties,
        List<RuleSchema> items,
        long leastBytes) {
    /// Of a value that expressions can't look into.
    static final RuleSchema HIDDEN =
            new RuleSchema(MissingNode.getInstance(), Shape.HIDDEN, Map.of(), List.of(), 0);

    private static final String ADDITIONAL = "additionalProperties";
    private static final String PROPERTIES = "properties";
    private static final String METADATA = "metadata";

    /// What values look like in expressions.
    enum Shape {
        /// Known fields.
        STRUCTURE,
        /// Free keys.
        MAP,
        LIST,
        TEXT,
        BYTES,
        TIMESTAMP,
        DURATION,
        INTEGER,
        NUMBER,
        BOOLEAN,
        /// A number or a text.
        EITHER,
        /// Nothing that expressions can reach.
        HIDDEN
    }

    /// The schema of a whole object: its type and its name are there though no schema says so.
    static RuleSchema ofObject(JsonNode node) {
        return of(node, true);
    }

    /// The schema of a part of an object.
    static RuleSchema of(JsonNode node) {
        return of(node, false);
    }

    private static RuleSchema of(JsonNode node, boolean whole) {
        Shape shape = shape(node);
        Map<String, RuleSchema> properties = new LinkedHashMap<>();
        if (shape == Shape.STRUCTURE) {
            JsonNode shown = node.path(PROPERTIES);
            if (whole || node.path("x-kubernetes-embedded-resource").asBoolean(false)) {
                shown = withEnvelope(shown);
            }
            shown.properties().forEach(each -> properties.put(each.getKey(), of(each.getValue())));
        }

        return new RuleSchema(
                node,
                shape,
                properties,
                items(node, shape),
                SchemaSizes.leastBytes(node, shape, properties));
    }

    private static List<RuleSchema> items(JsonNode node, Shape shape) {
        return switch (shape) {
            case LIST -> List.of(of(node.path("items")));
            case MAP -> List.of(of(node.path(ADDITIONAL)));
            case STRUCTURE, TEXT, BYTES, TIMESTAMP, DURATION -> List.of();
            case INTEGER, NUMBER, BOOLEAN, EITHER, HIDDEN -> List.of();
        };
    }

    private static ObjectNode withEnvelope(JsonNode properties) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode all = nodes.objectNode();
        properties.properties().forEach(each -> all.set(each.getKey(), each.getValue()));
        ObjectNode metadata = nodes.objectNode().put("type", "object");
        ObjectNode named = metadata.putObject(PROPERTIES);
        for (String field : List.of("name", "generateName")) {
            named.putObject(field).put("type", "string");
        }
        named.setAll(objectOrEmpty(properties.path(METADATA).path(PROPERTIES)));
        all.set(METADATA, metadata);
        all.putObject("apiVersion").put("type", "string");
        all.putObject("kind").put("type", "string");

        return all;
    }

    private static ObjectNode objectOrEmpty(JsonNode node) {
        return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private static Shape shape(JsonNode node) {
        if (node.path("x-kubernetes-int-or-string").asBoolean(false)) {
            return Shape.EITHER;
        }

        return switch (node.path("type").asText("")) {
            case "object" -> node.path(ADDITIONAL).isObject() ? Shape.MAP : Shape.STRUCTURE;
            case "array" -> Shape.LIST;
            case "string" -> textShape(node.path("format").asText(""));
            case "integer" -> Shape.INTEGER;
            case "number" -> Shape.NUMBER;
            case "boolean" -> Shape.BOOLEAN;
            default -> Shape.HIDDEN;
        };
    }

    private static Shape textShape(String format) {
        return switch (format) {
            case "byte" -> Shape.BYTES;
            case "date", "date-time", "datetime" -> Shape.TIMESTAMP;
            case "duration" -> Shape.DURATION;
            default -> Shape.TEXT;
        };
    }

    /// Schema of the elements of a list, or of the values of a map.
    RuleSchema item() {
        return items.isEmpty() ? HIDDEN : items.getFirst();
    }

    /// Schema of what a structure or a map has under a name.
    RuleSchema under(String name) {
        return shape == Shape.MAP ? item() : properties.getOrDefault(name, HIDDEN);
    }

    /// Lists and maps of what can't be seen can't be seen either.
    boolean isVisible() {
        return switch (shape) {
            case HIDDEN -> false;
            case LIST, MAP -> item().isVisible();
            case STRUCTURE, TEXT, BYTES, TIMESTAMP, DURATION -> true;
            case INTEGER, NUMBER, BOOLEAN, EITHER -> true;
        };
    }

    /// The keys that tell the elements of a list apart; empty where positions or values do.
    List<String> mapKeys() {
        if (!node.path("x-kubernetes-list-type").asText("").equals("map")) {
            return List.of();
        }

        return texts(node.path("x-kubernetes-list-map-keys")).toList();
    }

    /// The word for its type in messages.
    String typeName() {
        return node.path("type").asText("");
    }

    /// The rules that stand at this very schema.
    List<JsonNode> rules() {
        return node.path("x-kubernetes-validations").valueStream().toList();
    }

    /// Whether any rule stands here or further in.
    boolean hasRules() {
        return !rules().isEmpty()
                || properties.values().stream().anyMatch(RuleSchema::hasRules)
                || items.stream().anyMatch(RuleSchema::hasRules);
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(each -> each.asText(""));
    }
}
