package io.leme.gateway.registry.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.BaseEncoding;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.cel.common.values.StructValue;
import io.leme.gateway.codec.GoDuration;
import io.leme.gateway.meta.KubernetesTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Values of objects as expressions get them: numbers, texts, lists and maps as the library has
/// them, and structures that are turned field by field when they are asked.
final class SchemaValue {
    private SchemaValue() {}

    static Object of(JsonNode value, RuleSchema schema) {
        if (value.isNull()) {
            return NullValue.NULL_VALUE;
        }

        return switch (schema.shape()) {
            case STRUCTURE ->
                    value instanceof ObjectNode object
                            ? new Structure(object, schema)
                            : plain(value);
            case MAP -> map(value, schema.item());
            case LIST -> list(value, schema.item());
            case BYTES -> bytes(value);
            case TIMESTAMP -> timestamp(value);
            case DURATION -> duration(value);
            case NUMBER -> value.isNumber() ? (Object) value.asDouble() : plain(value);
            case TEXT, INTEGER, BOOLEAN, EITHER, HIDDEN -> plain(value);
        };
    }

    /// A value by its own type.
    private static Object plain(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.isIntegralNumber() ? (Object) value.longValue() : value.asDouble();
            case STRING -> value.textValue();
            case ARRAY -> list(value, RuleSchema.HIDDEN);
            case OBJECT -> map(value, RuleSchema.HIDDEN);
            case BINARY, MISSING, NULL, POJO -> NullValue.NULL_VALUE;
        };
    }

    private static List<Object> list(JsonNode value, RuleSchema items) {
        List<Object> list = new ArrayList<>(value.size());
        value.forEach(each -> list.add(of(each, items)));

        return list;
    }

    private static Map<String, Object> map(JsonNode value, RuleSchema values) {
        Map<String, Object> map = new LinkedHashMap<>();
        value.properties().forEach(each -> map.put(each.getKey(), of(each.getValue(), values)));

        return map;
    }

    /// What is no base64 stays a text, and the expression says what it makes of it.
    private static Object bytes(JsonNode value) {
        String text = value.asText("");

        return BaseEncoding.base64().canDecode(text)
                ? CelByteString.of(BaseEncoding.base64().decode(text))
                : text;
    }

    private static Object timestamp(JsonNode value) {
        String text = value.asText("");
        Optional<Instant> instant = KubernetesTime.parse(text);
        if (instant.isPresent()) {
            return instant.get();
        }
        try {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException neither) {
            return text;
        }
    }

    private static Object duration(JsonNode value) {
        String text = value.asText("");
        Optional<Duration> duration = GoDuration.parse(text);

        return duration.isPresent() ? duration.get() : text;
    }

    /// A structure. Two are equal when their JSON is.
    private static final class Structure extends StructValue<String, Structure> {
        @SuppressWarnings("Immutable") // Trees are not changed once they are read by rules.
        private final ObjectNode object;

        @SuppressWarnings("Immutable")
        private final RuleSchema schema;

        Structure(ObjectNode object, RuleSchema schema) {
            this.object = object;
            this.schema = schema;
        }

        @Override
        public Structure value() {
            return this;
        }

        @Override
        public boolean isZeroValue() {
            return object.isEmpty();
        }

        @Override
        public CelType celType() {
            return StructTypeReference.create("object");
        }

        @Override
        public Object select(String escaped) {
            return find(escaped)
                    .orElseThrow(() -> new NoSuchElementException("no such key: " + escaped));
        }

        @Override
        public Optional<Object> find(String escaped) {
            for (Map.Entry<String, JsonNode> each : object.properties()) {
                if (FieldNames.escaped(each.getKey()).equals(escaped)) {
                    return Optional.of(of(each.getValue(), schema.under(each.getKey())));
                }
            }

            return Optional.empty();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Structure structure && object.equals(structure.object);
        }

        @Override
        public int hashCode() {
            return object.hashCode();
        }
    }
}
