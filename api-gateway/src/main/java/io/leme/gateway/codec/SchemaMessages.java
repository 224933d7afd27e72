package io.leme.gateway.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import io.leme.gateway.meta.ApiErrors;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The OpenAPI schemas inside of definitions: their messages and their JSON.
///
/// Other than elsewhere, numbers are pointers, so that a zero that is written is meant; fields have
/// the names of OpenAPI; and where OpenAPI takes a schema or something else there is a message that
/// holds either.
final class SchemaMessages {
    private static final String EXTENSION = "xKubernetes";
    private static final Map<String, String> NAMES = Map.of("ref", "$ref", "schema", "$schema");
    private static final Set<String> MEANT_FLAGS =
            Set.of("xKubernetesPreserveUnknownFields", "optionalOldSelf");

    private SchemaMessages() {}

    /// What holds a schema or something else.
    ///
    /// @param schema number of the field for a schema
    /// @param other number of the field for the other
    private record Either(int schema, int other) {}

    private static Either either(Descriptor type) {
        return switch (type.getName()) {
            case "JSONSchemaPropsOrArray", "JSONSchemaPropsOrStringArray" -> new Either(1, 2);
            case "JSONSchemaPropsOrBool" -> new Either(2, 1);
            default -> new Either(0, 0);
        };
    }

    static JsonNode json(DynamicMessage message) {
        Descriptor type = message.getDescriptorForType();
        if (type.getName().equals("JSON")) {
            return raw((ByteString) message.getField(type.findFieldByNumber(1)));
        }
        Either either = either(type);
        if (either.schema() > 0) {
            FieldDescriptor schema = type.findFieldByNumber(either.schema());

            return message.hasField(schema)
                    ? json((DynamicMessage) message.getField(schema))
                    : field(message, type.findFieldByNumber(either.other()));
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (FieldDescriptor field : type.getFields()) {
            if (isMeant(message, field)) {
                object.set(name(field), field(message, field));
            }
        }

        return object;
    }

    private static boolean isMeant(DynamicMessage message, FieldDescriptor field) {
        if (field.isRepeated()) {
            return message.getRepeatedFieldCount(field) > 0;
        }
        if (!message.hasField(field)) {
            return false;
        }

        return switch (message.getField(field)) {
            case String text -> !text.isEmpty();
            case Boolean flag -> flag || MEANT_FLAGS.contains(field.getName());
            default -> true;
        };
    }

    private static JsonNode field(DynamicMessage message, FieldDescriptor field) {
        if (field.isMapField()) {
            ObjectNode map = JsonNodeFactory.instance.objectNode();
            for (Object each : (List<?>) message.getField(field)) {
                DynamicMessage entry = (DynamicMessage) each;
                List<FieldDescriptor> parts = field.getMessageType().getFields();
                map.set(
                        String.valueOf(entry.getField(parts.get(0))),
                        value(entry.getField(parts.get(1))));
            }

            return map;
        }
        if (field.isRepeated()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            ((List<?>) message.getField(field)).forEach(each -> list.add(value(each)));

            return list;
        }

        return value(message.getField(field));
    }

    private static JsonNode value(Object value) {
        return switch (value) {
            case DynamicMessage message -> json(message);
            case Boolean flag -> BooleanNode.valueOf(flag);
            case Number number -> number(number);
            default -> TextNode.valueOf(String.valueOf(value));
        };
    }

    /// Whole numbers as JSON writes them, whatever the type of their field.
    private static JsonNode number(Number number) {
        double value = number.doubleValue();
        if (value == number.intValue()) {
            return IntNode.valueOf(number.intValue());
        }

        return value == number.longValue()
                ? LongNode.valueOf(number.longValue())
                : DoubleNode.valueOf(value);
    }

    private static JsonNode raw(ByteString bytes) {
        if (bytes.isEmpty()) {
            return NullNode.instance;
        }
        try {
            return JsonText.parseAny(bytes.toByteArray());
        } catch (IOException notJson) {
            throw ApiErrors.badRequest("a raw value is not JSON: " + notJson.getMessage());
        }
    }

    /// `xKubernetesListType` is `x-kubernetes-list-type` in JSON.
    private static String name(FieldDescriptor field) {
        String name = field.getName();
        if (name.startsWith(EXTENSION)) {
            return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        }

        return field.getContainingType().getName().equals("JSONSchemaProps")
                ? NAMES.getOrDefault(name, name)
                : name;
    }

    static DynamicMessage message(JsonNode json, Descriptor type) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        if (type.getName().equals("JSON")) {
            ByteString bytes = ByteString.copyFrom(JsonText.compact(json));

            return message.setField(type.findFieldByNumber(1), bytes).build();
        }
        Either either = either(type);
        if (either.schema() > 0) {
            int number = json.isObject() ? either.schema() : either.other();
            set(message, type.findFieldByNumber(number), json);

            return message.build();
        }
        for (FieldDescriptor field : type.getFields()) {
            JsonNode value = json.path(name(field));
            if (!value.isMissingNode() && !value.isNull()) {
                set(message, field, value);
            }
        }

        return message.build();
    }

    private static void set(DynamicMessage.Builder message, FieldDescriptor field, JsonNode json) {
        if (field.isMapField()) {
            List<FieldDescriptor> parts = field.getMessageType().getFields();
            for (Map.Entry<String, JsonNode> each : json.properties()) {
                message.addRepeatedField(
                        field,
                        DynamicMessage.newBuilder(field.getMessageType())
                                .setField(parts.get(0), each.getKey())
                                .setField(parts.get(1), value(each.getValue(), parts.get(1)))
                                .build());
            }
        } else if (field.isRepeated()) {
            json.forEach(each -> message.addRepeatedField(field, value(each, field)));
        } else {
            message.setField(field, value(json, field));
        }
    }

    private static Object value(JsonNode json, FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case INT -> json.intValue();
            case LONG -> json.longValue();
            case FLOAT -> json.floatValue();
            case DOUBLE -> json.doubleValue();
            case BOOLEAN -> json.booleanValue();
            case MESSAGE -> message(json, field.getMessageType());
            case STRING, ENUM, BYTE_STRING -> json.asText("");
        };
    }
}
