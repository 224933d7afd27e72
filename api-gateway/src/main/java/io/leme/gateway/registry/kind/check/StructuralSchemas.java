package io.leme.gateway.registry.kind.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Schemas of custom kinds: each value has one type that is told where it stands, and conditions on
/// values say nothing of types. Without that nobody could prune, fill in or merge such objects.
public final class StructuralSchemas {
    private static final List<String> TYPES =
            List.of("array", "boolean", "integer", "number", "object", "string");
    private static final List<String> SCALARS = List.of("boolean", "integer", "number", "string");
    private static final List<String> LIST_TYPES = List.of("atomic", "set", "map");
    private static final Map<String, String> NOT_SUPPORTED =
            Map.of(
                    "id", "id is not supported",
                    "patternProperties", "patternProperties is not supported",
                    "additionalItems", "additionalItems is not supported",
                    "definitions", "definitions is not supported",
                    "dependencies", "dependencies is not supported",
                    "$ref", "$ref is not supported");
    private static final Map<String, String> NOT_IN_CONDITIONS =
            Map.of(
                    "type", "must be empty to be structural",
                    "title", "must be empty to be structural",
                    "description", "must be empty to be structural",
                    "default", "must be undefined to be structural",
                    "additionalProperties", "must be undefined to be structural",
                    "nullable", "must be false to be structural",
                    "x-kubernetes-preserve-unknown-fields", "must be false to be structural",
                    "x-kubernetes-embedded-resource", "must be false to be structural",
                    "x-kubernetes-int-or-string", "must be false to be structural");
    private static final String PRESERVES = "x-kubernetes-preserve-unknown-fields";
    private static final String EMBEDS = "x-kubernetes-embedded-resource";
    private static final String EITHER = "x-kubernetes-int-or-string";
    private static final String LIST_TYPE = "x-kubernetes-list-type";
    private static final String LIST_KEYS = "x-kubernetes-list-map-keys";

    private StructuralSchemas() {}

    /// The schema of the whole object.
    public static void check(Place root) {
        Place type = root.at("type");
        value(root, "must not be empty at the root");
        if (type.isFilled() && !type.text().equals("object")) {
            type.invalid("must be object at the root");
        }
        Place metadata = root.at("properties").at("metadata");
        Set<String> named = new HashSet<>();
        metadata.at("properties").value().fieldNames().forEachRemaining(named::add);
        named.removeAll(Set.of("name", "generateName"));
        if (!named.isEmpty()) {
            root.at("properties")
                    .key("metadata")
                    .forbidden(
                            "must not specify anything other than name and generateName, but "
                                    + "metadata is implicitly specified");
        }
        identity(root);
    }

    /// @param untyped what is told where a type is missing
    private static void value(Place schema, String untyped) {
        supported(schema);
        type(schema, untyped);
        list(schema);
        boolean either = schema.at(EITHER).isTrue();
        for (String kind : List.of("allOf", "anyOf", "oneOf")) {
            List<Place> conditions = schema.at(kind).elements();
            for (int i = 0; i < conditions.size(); i++) {
                boolean ofEither = either && isEither(schema, kind, i);
                if (!ofEither) {
                    condition(conditions.get(i), schema);
                }
            }
        }
        if (schema.at("not").isThere()) {
            condition(schema.at("not"), schema);
        }
        for (Place property : schema.at("properties").entries()) {
            value(property, "must not be empty for specified object fields");
        }
        if (schema.at("additionalProperties").value().isObject()) {
            value(
                    schema.at("additionalProperties"),
                    "must not be empty for specified object fields");
        }
        if (schema.at("items").value().isObject()) {
            value(schema.at("items"), "must not be empty for specified array items");
        }
    }

    private static void supported(Place schema) {
        NOT_SUPPORTED.forEach((field, why) -> {
            if (schema.at(field).isFilled()) {
                schema.at(field).forbidden(why);
            }
        });
        if (schema.at("uniqueItems").isTrue()) {
            schema.at("uniqueItems")
                    .forbidden(
                            "uniqueItems cannot be set to true since the runtime complexity "
                                    + "becomes quadratic");
        }
        Place others = schema.at("additionalProperties");
        if (others.value().isBoolean() && !others.isTrue()) {
            others.forbidden("additionalProperties cannot be set to false");
        } else if (others.isThere() && schema.at("properties").isFilled()) {
            others.forbidden("additionalProperties and properties are mutual exclusive");
        }
        Place preserves = schema.at(PRESERVES);
        if (preserves.isThere() && !preserves.isTrue()) {
            preserves.invalid("must be true or undefined");
        }
    }

    private static void type(Place schema, String untyped) {
        Place type = schema.at("type");
        boolean either = schema.at(EITHER).isTrue();
        if (schema.at(EMBEDS).isTrue()) {
            embedded(schema);
        } else if (either && type.isFilled()) {
            type.invalid("must be empty if x-kubernetes-int-or-string is true");
        } else if (type.text().equals("null")) {
            type.forbidden("type cannot be set to null, use nullable as an alternative");
        } else if (type.isFilled() && !TYPES.contains(type.text())) {
            type.notSupported(TYPES);
        } else if (!type.isFilled() && !either && !schema.at(PRESERVES).isTrue()) {
            type.required(untyped);
        }
        if (type.text().equals("array") && !schema.at("items").isThere()) {
            schema.at("items").required("must be specified");
        }
    }

    private static void embedded(Place schema) {
        Place type = schema.at("type");
        String why = "must be object if x-kubernetes-embedded-resource is true";
        if (!type.isFilled()) {
            type.required(why);
        } else if (!type.text().equals("object")) {
            type.invalid(why);
        }
        if (schema.at("additionalProperties").isThere()) {
            schema.at("additionalProperties")
                    .forbidden("must not be used if x-kubernetes-embedded-resource is set");
        }
        if (!schema.at(PRESERVES).isTrue() && !schema.at("properties").isFilled()) {
            schema.at("properties")
                    .required(
                            "must not be empty if x-kubernetes-embedded-resource is true without "
                                    + "x-kubernetes-preserve-unknown-fields");
        }
        identity(schema);
    }

    private static void identity(Place schema) {
        for (String field : List.of("kind", "apiVersion", "metadata")) {
            String wanted = field.equals("metadata") ? "object" : "string";
            Place property = schema.at("properties").key(field);
            if (property.isThere() && !property.at("type").text().equals(wanted)) {
                property.at("type").invalid(property.at("type").text(), "must be " + wanted);
            }
        }
    }

    private static void list(Place schema) {
        Place listType = schema.at(LIST_TYPE);
        Place keys = schema.at(LIST_KEYS);
        if (listType.isThere() && !LIST_TYPES.contains(listType.text())) {
            listType.notSupported(LIST_TYPES);
        }
        if (listType.isThere() && !schema.at("type").text().equals("array")) {
            schema.at("type")
                    .invalid(
                            schema.at("type").text(),
                            "must be array if x-kubernetes-list-type is specified");
        }
        if (keys.isFilled() && !listType.isThere()) {
            listType.required("must be map if x-kubernetes-list-map-keys is non-empty");
        }
        if (!listType.text().equals("map")) {
            return;
        }
        Place items = schema.at("items");
        if (!keys.isFilled()) {
            keys.required("must not be empty if x-kubernetes-list-type is map");
        }
        if (!items.isThere()) {
            items.required("must have a schema if x-kubernetes-list-type is map");
        } else if (!items.at("type").text().equals("object")) {
            items.at("type")
                    .invalid(
                            items.at("type").text(),
                            "must be object if parent array's x-kubernetes-list-type is map");
        } else {
            keys.elements().forEach(key -> key(items, key));
        }
    }

    private static void key(Place items, Place key) {
        Place property = items.at("properties").key(key.text());
        if (!property.isThere()) {
            key.invalid("entries must all be names of item properties");
        } else if (!SCALARS.contains(property.at("type").text())) {
            property.at("type")
                    .invalid(
                            property.at("type").text(),
                            "must be a scalar type if parent array's x-kubernetes-list-type is "
                                    + "map");
        }
        boolean required =
                items.at("required").elements().stream()
                        .anyMatch(each -> each.text().equals(key.text()));
        if (property.isThere() && !required && !property.at("default").isThere()) {
            property.at("default")
                    .required(
                            "this property is in x-kubernetes-list-map-keys, so it must have a "
                                    + "default or be a required property");
        }
    }

    /// One part of `allOf`, `anyOf` or `oneOf`, or a `not`: what it names has to be known outside.
    private static void condition(Place condition, Place schema) {
        NOT_IN_CONDITIONS.forEach((field, why) -> {
            Place place = condition.at(field);
            if (place.isThere() && (!place.value().isBoolean() || place.isTrue())) {
                place.forbidden(why);
            }
        });
        for (Place property : condition.at("properties").entries()) {
            String name = property.path().substring(condition.path().length() + 12);
            Place outside = schema.at("properties").key(name.substring(0, name.length() - 1));
            known(property, outside);
        }
        if (condition.at("items").isThere()) {
            known(condition.at("items"), schema.at("items"));
        }
        Stream.of("allOf", "anyOf", "oneOf")
                .flatMap(each -> condition.at(each).elements().stream())
                .forEach(each -> condition(each, schema));
        if (condition.at("not").isThere()) {
            condition(condition.at("not"), schema);
        }
    }

    private static void known(Place condition, Place outside) {
        if (outside.isThere()) {
            condition(condition, outside);
        } else {
            outside.required("because it is defined in " + condition.path());
        }
    }

    /// How numbers or texts are written out: the only conditions that may have types.
    private static boolean isEither(Place schema, String kind, int index) {
        Place part = schema.at(kind);
        boolean nested = kind.equals("allOf") && index == 0;
        JsonNode any = nested ? part.first().at("anyOf").value() : part.value();
        boolean types =
                any.size() == 2
                        && any.path(0).path("type").asText("").equals("integer")
                        && any.path(1).path("type").asText("").equals("string");

        return types && (nested || kind.equals("anyOf"));
    }
}
