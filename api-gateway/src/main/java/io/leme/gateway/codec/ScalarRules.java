package io.leme.gateway.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leme.gateway.codec.SchemaPruning.MistypedException;
import io.leme.gateway.codec.schema.FieldType;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.meta.Quantity;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/// Which JSON values the leaves take, and in which spelling they are kept.
final class ScalarRules {
    private ScalarRules() {}

    /// @param place `Struct.path` of the value, for the error text
    static JsonNode checked(JsonNode value, FieldType.Scalar type, Supplier<String> place) {
        return switch (type) {
            case STRING -> require(value.isTextual(), value, type, place);
            case BOOLEAN -> require(value.isBoolean(), value, type, place);
            case INT32 ->
                    require(
                            value.isIntegralNumber() && value.canConvertToInt(),
                            value,
                            type,
                            place);
            case INT64 ->
                    require(
                            value.isIntegralNumber() && value.canConvertToLong(),
                            value,
                            type,
                            place);
            case NUMBER -> require(value.isNumber(), value, type, place);
            case INT_OR_STRING ->
                    require(value.isTextual() || value.canConvertToInt(), value, type, place);
            case BYTES -> base64(require(value.isTextual(), value, type, place));
            case DURATION -> require(value.isTextual(), value, type, place);
            case QUANTITY -> quantity(value);
            case TIME, MICRO_TIME -> time(require(value.isTextual(), value, type, place), type);
        };
    }

    /// How Go calls a type.
    static String goType(FieldType type) {
        return switch (type) {
            case FieldType.Scalar scalar ->
                    switch (scalar) {
                        case STRING -> "string";
                        case INT32 -> "int32";
                        case INT64 -> "int64";
                        case NUMBER -> "float64";
                        case BOOLEAN -> "bool";
                        case BYTES -> "[]uint8";
                        case TIME -> "v1.Time";
                        case MICRO_TIME -> "v1.MicroTime";
                        case DURATION -> "v1.Duration";
                        case QUANTITY -> "resource.Quantity";
                        case INT_OR_STRING -> "intstr.IntOrString";
                    };
            case FieldType.Anything anything -> "runtime.RawExtension";
            case FieldType.ListOf(FieldType element) -> "[]" + goType(element);
            case FieldType.MapOf(FieldType element) -> "map[string]" + goType(element);
            case FieldType.Structure(ObjectSchema schema) ->
                    "v1." + schema.name().substring(schema.name().lastIndexOf('.') + 1);
        };
    }

    static MistypedException mistyped(JsonNode value, String goType, String place) {
        return new MistypedException(
                "json: cannot unmarshal "
                        + jsonType(value)
                        + " into Go struct field "
                        + place
                        + " of type "
                        + goType);
    }

    private static JsonNode require(
            boolean holds, JsonNode value, FieldType type, Supplier<String> place) {
        if (!holds) {
            throw mistyped(value, goType(type), place.get());
        }

        return value;
    }

    private static JsonNode base64(JsonNode value) {
        try {
            Base64.getDecoder().decode(value.asText());

            return value;
        } catch (IllegalArgumentException notBase64) {
            throw new MistypedException(
                    "illegal base64 data at input byte " + badByte(value.asText()));
        }
    }

    private static int badByte(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean letter = character < 128 && Character.isLetterOrDigit(character);
            if (!letter && character != '+' && character != '/' && character != '=') {
                return i;
            }
        }

        return text.length() / 4 * 4;
    }

    private static JsonNode quantity(JsonNode value) {
        if (value.isNumber() || value.isTextual()) {
            Optional<String> canonical = Quantity.canonical(value.asText());
            if (canonical.isPresent()) {
                return TextNode.valueOf(canonical.get());
            }
        }

        throw new MistypedException(
                "quantities must match the regular expression"
                        + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    }

    /// Times are kept in UTC, with whole seconds or with six digits.
    private static JsonNode time(JsonNode value, FieldType.Scalar type) {
        Optional<Instant> time = KubernetesTime.parse(value.asText());
        if (time.isEmpty()) {
            boolean micro = type == FieldType.Scalar.MICRO_TIME;
            throw new MistypedException(
                    "parsing time \""
                            + value.asText()
                            + "\" as \"2006-01-02T15:04:05"
                            + (micro ? ".000000" : "")
                            + "Z07:00\": cannot parse \""
                            + value.asText()
                            + "\" as \"2006\"");
        }

        return TextNode.valueOf(
                type == FieldType.Scalar.TIME
                        ? KubernetesTime.seconds(time.get())
                        : KubernetesTime.microseconds(time.get()));
    }

    private static String jsonType(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING, BINARY -> "string";
            case NUMBER -> value.isIntegralNumber() ? "number" : "number " + value.asText();
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
            case NULL, MISSING -> "null";
        };
    }
}
