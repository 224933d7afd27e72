package io.leme.gateway.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leme.gateway.codec.schema.FieldSchema;
import io.leme.gateway.codec.schema.FieldType;
import io.leme.gateway.codec.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Copies the part of a tree that a schema knows: fields it does not know are noted and left out,
/// nulls are left out or stand for zeros, and a value of the wrong type is refused.
final class SchemaPruning {
    /// A value that no field of this type can hold.
    static final class MistypedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MistypedException(String message) {
            super(message, null, false, false);
        }
    }

    /// Where a value stands.
    ///
    /// @param path with indices, for unknown fields: `spec.containers[0].foo`
    /// @param plain without indices, for wrong types, as Go names it
    /// @param owner structure that holds the field
    private record Place(String path, String plain, ObjectSchema owner) {
        Place field(String name, ObjectSchema newOwner) {
            return new Place(join(path, name), join(plain, name), newOwner);
        }

        Place key(String key) {
            return new Place(join(path, key), plain, owner);
        }

        Place index(int index) {
            return new Place(path + "[" + index + "]", plain, owner);
        }

        private static String join(String path, String name) {
            return path.isEmpty() ? name : path + "." + name;
        }
    }

    private final List<String> unknown = new ArrayList<>();

    /// Paths of the fields that were left out.
    List<String> unknown() {
        return unknown;
    }

    /// @param envelope whether `kind` and `apiVersion` belong to the object
    ObjectNode prune(ObjectNode object, ObjectSchema schema, boolean envelope) {
        ObjectNode kept = structure(object, schema, new Place("", "", schema), envelope);

        return kept;
    }

    private ObjectNode structure(
            ObjectNode object, ObjectSchema schema, Place place, boolean envelope) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String name = entry.getKey();
            FieldSchema field = schema.field(name);
            if (field != null && entry.getValue().isNull() && keepsNull(schema, name)) {
                kept.set(name, entry.getValue());
            } else if (field != null) {
                keep(kept, name, value(entry.getValue(), field.type(), place.field(name, schema)));
            } else if (envelope && (name.equals("kind") || name.equals("apiVersion"))) {
                kept.set(name, entry.getValue());
            } else if (schema.isOpen()) {
                keep(kept, name, entry.getValue());
            } else {
                unknown.add(place.field(name, schema).path());
            }
        }

        return kept;
    }

    /// Nulls of custom kinds are values: fields may allow them, and those that don't are told so.
    /// But where there is a default they stand for it.
    private static boolean keepsNull(ObjectSchema owner, String name) {
        JsonNode field =
                owner.openApi()
                        .map(openApi -> openApi.path("properties").path(name))
                        .orElse(MissingNode.getInstance());

        return field.isObject()
                && !name.equals("metadata")
                && (field.path("nullable").asBoolean(false) || !field.has("default"));
    }

    private static void keep(ObjectNode kept, String name, JsonNode value) {
        if (!value.isNull()) {
            kept.set(name, value);
        }
    }

    private JsonNode value(JsonNode value, FieldType type, Place place) {
        if (value.isNull()) {
            return value;
        }

        return switch (type) {
            case FieldType.Scalar scalar -> ScalarRules.checked(value, scalar, () -> at(place));
            case FieldType.Anything anything -> value;
            case FieldType.Structure(ObjectSchema inner) ->
                    structure(asObject(value, simpleName(inner), place), inner, place, false);
            case FieldType.MapOf(FieldType element) -> map(value, element, place);
            case FieldType.ListOf(FieldType element) -> list(value, element, place);
        };
    }

    private JsonNode map(JsonNode value, FieldType element, Place place) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry :
                asObject(value, "map[string]" + ScalarRules.goType(element), place).properties()) {
            JsonNode inner = value(entry.getValue(), element, place.key(entry.getKey()));
            kept.set(entry.getKey(), inner.isNull() ? zero(element) : inner);
        }

        return kept;
    }

    private JsonNode list(JsonNode value, FieldType element, Place place) {
        if (!(value instanceof ArrayNode array)) {
            throw mistyped(value, "[]" + ScalarRules.goType(element), place);
        }

        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : array) {
            JsonNode inner = value(each, element, place.index(kept.size()));
            kept.add(inner.isNull() ? zero(element) : inner);
        }

        return kept;
    }

    /// What a null in a list or map stands for: Go's zero, but in custom kinds itself.
    private static JsonNode zero(FieldType element) {
        return switch (element) {
            case FieldType.Structure(ObjectSchema inner) when inner.openApi().isEmpty() ->
                    JsonNodeFactory.instance.objectNode();
            case FieldType.Scalar scalar ->
                    switch (scalar) {
                        case STRING, BYTES -> TextNode.valueOf("");
                        case INT32, INT64, NUMBER, INT_OR_STRING -> IntNode.valueOf(0);
                        case BOOLEAN -> BooleanNode.FALSE;
                        case QUANTITY -> TextNode.valueOf("0");
                        case DURATION -> TextNode.valueOf("0s");
                        case TIME, MICRO_TIME -> NullNode.instance;
                    };
            case FieldType.Structure _, FieldType.Anything _ -> NullNode.instance;
            case FieldType.ListOf _, FieldType.MapOf _ -> NullNode.instance;
        };
    }

    private static ObjectNode asObject(JsonNode value, String goType, Place place) {
        if (value instanceof ObjectNode object) {
            return object;
        }

        throw mistyped(value, goType, place);
    }

    private static MistypedException mistyped(JsonNode value, String goType, Place place) {
        return ScalarRules.mistyped(value, goType, at(place));
    }

    /// Go names the innermost structure and the whole path.
    private static String at(Place place) {
        return simpleName(place.owner()) + "." + place.plain();
    }

    private static String simpleName(ObjectSchema schema) {
        return schema.name().substring(schema.name().lastIndexOf('.') + 1);
    }
}
