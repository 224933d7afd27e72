package io.leme.gateway.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import io.leme.gateway.codec.schema.FieldType;
import io.leme.gateway.codec.schema.MessageSchema;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.meta.KubernetesTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Turns trees into the protobuf messages of the same objects: the way back of [ProtobufTrees].
///
/// What is absent or null in the tree is absent in the message.
final class ProtobufMessages {
    private static final int TEXT = 1;
    private static final String SCHEMA = "JSONSchemaProps";

    /// @param object not changed
    DynamicMessage message(ObjectNode object, MessageSchema schema) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(schema.descriptor());
        for (MessageSchema.WireField field : schema.wireFields()) {
            JsonNode value = object.path(field.schema().name());
            if (field.inline()
                    && field.schema().type() instanceof FieldType.Structure(ObjectSchema inner)) {
                message.setField(field.descriptor(), message(object, (MessageSchema) inner));
            } else if (!value.isMissingNode() && !value.isNull()) {
                set(message, field.descriptor(), value, field.schema().type());
            }
        }

        return message.build();
    }

    private void set(
            DynamicMessage.Builder message, FieldDescriptor field, JsonNode value, FieldType type) {
        switch (type) {
            case FieldType.MapOf(FieldType values) -> entries(message, field, value, values);
            case FieldType.ListOf(FieldType elements) when field.isRepeated() ->
                    value.forEach(
                            each -> message.addRepeatedField(field, single(field, each, elements)));
            case FieldType.ListOf _, FieldType.Scalar _ ->
                    message.setField(field, single(field, value, type));
            case FieldType.Anything _, FieldType.Structure _ ->
                    message.setField(field, single(field, value, type));
        }
    }

    private void entries(
            DynamicMessage.Builder message, FieldDescriptor field, JsonNode map, FieldType values) {
        Descriptor pair = field.getMessageType();
        FieldDescriptor key = pair.getFields().get(0);
        FieldDescriptor value = pair.getFields().get(1);
        for (Map.Entry<String, JsonNode> each : map.properties()) {
            DynamicMessage.Builder entry =
                    DynamicMessage.newBuilder(pair).setField(key, each.getKey());
            if (!each.getValue().isNull()) {
                entry.setField(value, single(value, each.getValue(), values));
            }
            message.addRepeatedField(field, entry.build());
        }
    }

    /// One value of a field, which may be repeated.
    private Object single(FieldDescriptor field, JsonNode value, FieldType type) {
        return switch (type) {
            case FieldType.Scalar scalar -> scalar(field, value, scalar);
            case FieldType.Anything _ -> raw(field.getMessageType(), value);
            case FieldType.Structure(ObjectSchema inner) ->
                    value instanceof ObjectNode object
                            ? message(object, (MessageSchema) inner)
                            : DynamicMessage.getDefaultInstance(field.getMessageType());
            case FieldType.ListOf(FieldType elements) ->
                    wrapped(field.getMessageType(), value, elements);
            case FieldType.MapOf _ ->
                    throw new IllegalStateException("a map inside of a list or map");
        };
    }

    private DynamicMessage wrapped(Descriptor type, JsonNode list, FieldType elements) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        FieldDescriptor items = type.findFieldByNumber(1);
        list.forEach(each -> message.addRepeatedField(items, single(items, each, elements)));

        return message.build();
    }

    private static Object scalar(FieldDescriptor field, JsonNode value, FieldType.Scalar type) {
        return switch (type) {
            case STRING -> value.asText("");
            case INT32 -> value.intValue();
            case INT64 -> value.longValue();
            case NUMBER ->
                    field.getJavaType() == FieldDescriptor.JavaType.FLOAT
                            ? (Object) value.floatValue()
                            : (Object) value.doubleValue();
            case BOOLEAN -> value.booleanValue();
            case BYTES -> ByteString.copyFrom(Base64.getDecoder().decode(value.asText("")));
            case TIME, MICRO_TIME -> time(field.getMessageType(), value);
            case DURATION ->
                    message(
                            field.getMessageType(),
                            Map.of(
                                    1,
                                    GoDuration.parse(value.asText(""))
                                            .orElse(Duration.ZERO)
                                            .toNanos()));
            case QUANTITY -> message(field.getMessageType(), Map.of(1, value.asText("")));
            case INT_OR_STRING ->
                    value.isTextual()
                            ? message(
                                    field.getMessageType(),
                                    Map.of(1, (long) TEXT, 3, value.asText("")))
                            : message(field.getMessageType(), Map.of(1, 0L, 2, value.intValue()));
        };
    }

    private static DynamicMessage time(Descriptor type, JsonNode value) {
        Instant time = KubernetesTime.parse(value.asText("")).orElse(Instant.EPOCH);

        return message(type, Map.of(1, time.getEpochSecond(), 2, time.getNano()));
    }

    /// A message of a few plain fields, by their numbers.
    private static DynamicMessage message(Descriptor type, Map<Integer, ?> fields) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        fields.forEach((number, value) -> message.setField(type.findFieldByNumber(number), value));

        return message.build();
    }

    private static DynamicMessage raw(Descriptor type, JsonNode value) {
        if (type.getName().equals(SCHEMA)) {
            return SchemaMessages.message(value, type);
        }

        return DynamicMessage.newBuilder(type)
                .setField(type.findFieldByNumber(1), ByteString.copyFrom(JsonText.compact(value)))
                .build();
    }

    /// A list: its metadata, and objects as its items.
    DynamicMessage list(ObjectNode metadata, List<ObjectNode> items, MessageSchema schema) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(schema.descriptor());
        for (MessageSchema.WireField field : schema.wireFields()) {
            FieldType type = field.schema().type();
            switch (field.schema().name()) {
                case "metadata" -> set(message, field.descriptor(), metadata, type);
                case "items" -> {
                    if (type instanceof FieldType.ListOf(FieldType element)) {
                        items.forEach(each ->
                                message.addRepeatedField(
                                        field.descriptor(),
                                        single(field.descriptor(), each, element)));
                    }
                }
                default -> {
                    // Lists have nothing else.
                }
            }
        }

        return message.build();
    }
}
