package io.leme.gateway.codec.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leme.gateway.codec.schema.FieldSchema;
import io.leme.gateway.codec.schema.FieldType;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.codec.schema.Ownership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a value is to server-side apply: its type, and how finely it is owned. Takes values apart
/// into steps and what they lead to.
///
/// @param type of the value
/// @param ownership of the value
record Shape(FieldType type, Ownership ownership) {
    private static final Shape LEAF = new Shape(new FieldType.Anything(), new Ownership.Whole());

    static Shape of(ObjectSchema schema) {
        return new Shape(new FieldType.Structure(schema), new Ownership.ByField());
    }

    /// Whether a value is looked into: both the schema and the value have to allow it.
    boolean isDeep(JsonNode value) {
        return switch (ownership) {
            case Ownership.Whole _ -> false;
            case Ownership.ByField _ -> value instanceof ObjectNode;
            case Ownership.ByKey _, Ownership.ByValue _ -> value instanceof ArrayNode;
        };
    }

    /// The steps down from a value, in its own order. Of elements of a list that are alike, which
    /// only those write who do not apply, the last one stands for all.
    Map<String, JsonNode> steps(JsonNode value) {
        Map<String, JsonNode> steps = new LinkedHashMap<>();
        entries(value).forEach(each -> steps.put(each.getKey(), each.getValue()));

        return steps;
    }

    /// Each step down from a value, in its own order; more than one with the same name where
    /// elements of a list are alike.
    List<Map.Entry<String, JsonNode>> entries(JsonNode value) {
        List<Map.Entry<String, JsonNode>> steps = new ArrayList<>();
        switch (ownership) {
            case Ownership.Whole _ -> {
                // Nothing below has an owner of its own.
            }
            case Ownership.ByField _ ->
                    value.properties()
                            .forEach(each ->
                                    steps.add(Map.entry("f:" + each.getKey(), each.getValue())));
            case Ownership.ByValue _ ->
                    value.forEach(each -> steps.add(Map.entry("v:" + each, each)));
            case Ownership.ByKey key ->
                    value.forEach(each -> steps.add(Map.entry("k:" + keyOf(each, key), each)));
        }

        return steps;
    }

    /// What is below a step.
    Shape below(String step) {
        return switch (type) {
            case FieldType.Structure(ObjectSchema schema) -> {
                FieldSchema field = schema.field(step.substring(2));
                yield field == null ? LEAF : new Shape(field.type(), field.ownership());
            }
            case FieldType.MapOf(FieldType element) -> element(element);
            case FieldType.ListOf(FieldType element) -> element(element);
            case FieldType.Scalar _, FieldType.Anything _ -> LEAF;
        };
    }

    /// Whether the steps down are elements of a map or list, which are owned by themselves as well,
    /// and not fields that a structure always has.
    boolean holdsElements() {
        return !(type instanceof FieldType.Structure);
    }

    private static Shape element(FieldType element) {
        boolean deep =
                element instanceof FieldType.Structure(ObjectSchema schema) && !schema.isAtomic();

        return new Shape(element, deep ? new Ownership.ByField() : new Ownership.Whole());
    }

    private ObjectNode keyOf(JsonNode element, Ownership.ByKey ownKey) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        for (String name : ownKey.keys()) {
            JsonNode value = element.get(name);
            String absent = value == null ? absentText(name) : "";
            if (value != null) {
                key.set(name, value);
            } else if (!absent.isEmpty()) {
                key.set(name, TextNode.valueOf(absent));
            }
        }

        return key;
    }

    private String absentText(String name) {
        FieldSchema field =
                type instanceof FieldType.ListOf(FieldType.Structure(ObjectSchema schema))
                        ? schema.field(name)
                        : null;

        return field == null ? "" : field.absentText();
    }
}
