package io.leme.gateway.registry.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.StringFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks values against an OpenAPI schema, in the words of Kubernetes' validation of custom
/// objects. Patterns are Go's.
///
/// What did not change in an update is let pass, so that objects outlive a schema that gets
/// stricter.
final class SchemaValidation {
    private static final String MAP_KEYS = "x-kubernetes-list-map-keys";

    private final List<FieldError> errors = new ArrayList<>();

    private SchemaValidation() {}

    /// @param old the object before; null for a new one
    static List<FieldError> check(JsonNode object, @Nullable JsonNode old, JsonNode schema) {
        SchemaValidation validation = new SchemaValidation();
        validation.value("", object, old, schema);

        return validation.errors;
    }

    private void value(String path, JsonNode value, @Nullable JsonNode old, JsonNode schema) {
        if (old != null && old.equals(value)) {
            return;
        }
        if (value.isNull() && schema.path("nullable").asBoolean(false)) {
            return;
        }
        if (!hasType(value, schema)) {
            boolean either = schema.path("x-kubernetes-int-or-string").asBoolean(false);
            String type = either ? "integer,string" : schema.path("type").asText("");
            errors.add(
                    FieldError.typeInvalid(
                            path,
                            kind(value),
                            path
                                    + " in body must be of type "
                                    + type
                                    + ": \""
                                    + kind(value)
                                    + '"'));

            return;
        }
        allowed(path, value, schema);
        if (value.isObject()) {
            if (schema.path("x-kubernetes-embedded-resource").asBoolean(false)) {
                EmbeddedObjects.check(path, value, errors);
            }
            object(path, value, old, schema);
        } else if (value.isArray()) {
            array(path, value, old, schema);
        } else if (value.isTextual()) {
            text(path, value.asText(), schema);
        } else if (value.isNumber()) {
            number(path, value, schema);
            multiple(path, value, schema);
        }
        combinations(path, value, schema);
    }

    private static boolean hasType(JsonNode value, JsonNode schema) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean(false)) {
            return value.isIntegralNumber() || value.isTextual();
        }

        return switch (schema.path("type").asText("")) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }

    private void allowed(String path, JsonNode value, JsonNode schema) {
        JsonNode values = schema.path("enum");
        if (values.isEmpty()) {
            return;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : values) {
            if (each.equals(value)) {
                return;
            }
            texts.add(each.asText());
        }
        errors.add(FieldError.notSupported(path, shown(value), texts));
    }

    private void object(String path, JsonNode value, @Nullable JsonNode old, JsonNode schema) {
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asText())) {
                errors.add(FieldError.required(below(path, name.asText()), ""));
            }
        }
        JsonNode others = schema.path("additionalProperties");
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode known = schema.path("properties").path(field.getKey());
            JsonNode inner = known.isObject() ? known : others;
            JsonNode before = old == null ? null : old.get(field.getKey());
            if (inner.isObject()) {
                value(below(path, field.getKey()), field.getValue(), before, inner);
            }
        }
        JsonNode least = schema.path("minProperties");
        if (least.isNumber() && value.size() < least.asInt()) {
            errors.add(
                    FieldError.invalid(
                            path,
                            least,
                            path
                                    + " in body should have at least "
                                    + least.asInt()
                                    + " properties"));
        }
        JsonNode most = schema.path("maxProperties");
        if (most.isNumber() && value.size() > most.asInt()) {
            errors.add(tooMany(path, value.size(), most.asInt()));
        }
    }

    private void array(String path, JsonNode value, @Nullable JsonNode old, JsonNode schema) {
        JsonNode least = schema.path("minItems");
        if (least.isNumber() && value.size() < least.asInt()) {
            errors.add(
                    FieldError.invalid(
                            path,
                            value.size(),
                            path + " in body should have at least " + least.asInt() + " items"));
        }
        JsonNode most = schema.path("maxItems");
        if (most.isNumber() && value.size() > most.asInt()) {
            errors.add(tooMany(path, value.size(), most.asInt()));
        }
        Map<List<JsonNode>, JsonNode> before = byKey(old, schema);
        for (int i = 0; i < value.size(); i++) {
            JsonNode element = value.get(i);
            JsonNode known = before.get(key(element, schema));
            value(path + "[" + i + "]", element, known, schema.path("items"));
        }
        unique(path, value, schema);
    }

    /// The elements of a list by their keys; none where there are no keys.
    private static Map<List<JsonNode>, JsonNode> byKey(@Nullable JsonNode list, JsonNode schema) {
        Map<List<JsonNode>, JsonNode> elements = new HashMap<>();
        if (list != null && !schema.path(MAP_KEYS).isEmpty()) {
            list.forEach(each -> elements.put(key(each, schema), each));
        }

        return elements;
    }

    private static List<JsonNode> key(JsonNode element, JsonNode schema) {
        List<JsonNode> key = new ArrayList<>();
        schema.path(MAP_KEYS).forEach(name -> key.add(element.path(name.asText(""))));

        return key;
    }

    /// Lists that are sets or maps have each element once.
    private void unique(String path, JsonNode list, JsonNode schema) {
        String kind = schema.path("x-kubernetes-list-type").asText("");
        if (!kind.equals("set") && !kind.equals("map")) {
            return;
        }
        Set<List<JsonNode>> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            List<JsonNode> key = key(list.get(i), schema);
            if (kind.equals("set")) {
                key.add(list.get(i));
            }
            if (!seen.add(key)) {
                errors.add(FieldError.duplicate(path + "[" + i + "]", shown(list.get(i))));
            }
        }
    }

    private void text(String path, String text, JsonNode schema) {
        int length = text.codePointCount(0, text.length());
        JsonNode least = schema.path("minLength");
        if (least.isNumber() && length < least.asInt()) {
            errors.add(
                    FieldError.invalid(
                            path,
                            text,
                            path + " in body should be at least " + least.asInt() + " chars long"));
        }
        JsonNode most = schema.path("maxLength");
        if (most.isNumber() && length > most.asInt()) {
            errors.add(FieldError.tooLong(path, most.asInt()));
        }
        String pattern = schema.path("pattern").asText("");
        if (!pattern.isEmpty() && !matches(pattern, text)) {
            errors.add(
                    FieldError.invalid(
                            path, text, path + " in body should match '" + pattern + "'"));
        }
        String format = schema.path("format").asText("");
        if (StringFormat.named(format).filter(known -> !known.matches(text)).isPresent()) {
            errors.add(
                    FieldError.typeInvalid(
                            path,
                            text,
                            path + " in body must be of type " + format + ": \"" + text + "\""));
        }
    }

    private void number(String path, JsonNode value, JsonNode schema) {
        JsonNode least = schema.path("minimum");
        boolean aboveLeast = schema.path("exclusiveMinimum").asBoolean(false);
        int toLeast = least.isNumber() ? value.decimalValue().compareTo(least.decimalValue()) : 1;
        if (toLeast < 0 || (toLeast == 0 && aboveLeast)) {
            String bound = aboveLeast ? "greater than " : "greater than or equal to ";
            errors.add(
                    FieldError.invalid(
                            path, value, path + " in body should be " + bound + least.asText()));
        }
        JsonNode most = schema.path("maximum");
        boolean belowMost = schema.path("exclusiveMaximum").asBoolean(false);
        int toMost = most.isNumber() ? value.decimalValue().compareTo(most.decimalValue()) : -1;
        if (toMost > 0 || (toMost == 0 && belowMost)) {
            String bound = belowMost ? "less than " : "less than or equal to ";
            errors.add(
                    FieldError.invalid(
                            path, value, path + " in body should be " + bound + most.asText()));
        }
    }

    private void multiple(String path, JsonNode value, JsonNode schema) {
        JsonNode part = schema.path("multipleOf");
        boolean usable = part.isNumber() && part.decimalValue().signum() > 0;
        if (usable && value.decimalValue().remainder(part.decimalValue()).signum() != 0) {
            errors.add(
                    FieldError.invalid(
                            path,
                            value,
                            path + " in body should be a multiple of " + part.asText()));
        }
    }

    private void combinations(String path, JsonNode value, JsonNode schema) {
        for (JsonNode each : schema.path("allOf")) {
            value(path, value, null, each);
        }
        JsonNode any = schema.path("anyOf");
        if (!any.isEmpty() && count(value, any) == 0) {
            errors.add(
                    FieldError.invalid(
                            path,
                            shown(value),
                            path + " in body must validate at least one schema (anyOf)"));
        }
        JsonNode one = schema.path("oneOf");
        if (!one.isEmpty() && count(value, one) != 1) {
            errors.add(
                    FieldError.invalid(
                            path,
                            shown(value),
                            path + " in body must validate one and only one schema (oneOf)"));
        }
        JsonNode not = schema.path("not");
        if (not.isObject() && check(value, null, not).isEmpty()) {
            errors.add(
                    FieldError.invalid(
                            path,
                            shown(value),
                            path + " in body must not validate the schema (not)"));
        }
    }

    private static int count(JsonNode value, JsonNode schemas) {
        int matching = 0;
        for (JsonNode each : schemas) {
            matching += check(value, null, each).isEmpty() ? 1 : 0;
        }

        return matching;
    }

    /// A pattern that is none was refused when the definition was written.
    private static boolean matches(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException otherDialect) {
            return true;
        }
    }

    private static FieldError tooMany(String path, int count, int most) {
        return new FieldError(
                FieldError.Type.TOO_MANY,
                path,
                ": " + count + ": must have at most " + most + " items");
    }

    private static Object shown(JsonNode value) {
        return value.isTextual() ? value.asText() : value;
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case NULL, MISSING -> "null";
            case STRING, BINARY -> "string";
        };
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
