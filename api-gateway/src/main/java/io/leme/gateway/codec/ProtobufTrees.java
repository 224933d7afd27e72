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
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import io.leme.gateway.codec.schema.FieldType;
import io.leme.gateway.codec.schema.MessageSchema;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.KubernetesTime;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// Turns protobuf messages into the trees that the same objects have in JSON.
///
/// Go writes every field that is no pointer, also when it is zero, and its JSON leaves most of
/// these out. So zeros of scalars are dropped unless the table of facts says that they mean
/// something.
final class ProtobufTrees {
    private static final int INT_OR_STRING_IS_TEXT = 1;

    /// Adds the fields of a message to an object.
    void fill(ObjectNode object, DynamicMessage message, MessageSchema schema) {
        for (MessageSchema.WireField field : schema.wireFields()) {
            FieldDescriptor descriptor = field.descriptor();
            if (descriptor.isRepeated()) {
                repeated(object, message, field);
            } else if (message.hasField(descriptor)) {
                single(object, message.getField(descriptor), field);
            }
        }
    }

    private void repeated(
            ObjectNode object, DynamicMessage message, MessageSchema.WireField field) {
        FieldDescriptor descriptor = field.descriptor();
        int count = message.getRepeatedFieldCount(descriptor);
        if (count == 0) {
            return;
        }

        String name = field.schema().name();
        switch (field.schema().type()) {
            case FieldType.MapOf(FieldType valueType) -> {
                ObjectNode map = object.putObject(name);
                for (int i = 0; i < count; i++) {
                    DynamicMessage entry = (DynamicMessage) message.getRepeatedField(descriptor, i);
                    List<FieldDescriptor> parts = descriptor.getMessageType().getFields();
                    map.set(
                            String.valueOf(entry.getField(parts.get(0))),
                            value(entry.getField(parts.get(1)), valueType));
                }
            }
            case FieldType.ListOf(FieldType elementType) -> {
                ArrayNode list = object.putArray(name);
                for (int i = 0; i < count; i++) {
                    list.add(value(message.getRepeatedField(descriptor, i), elementType));
                }
            }
            case FieldType.Scalar scalar -> throw misshapen(name);
            case FieldType.Anything anything -> throw misshapen(name);
            case FieldType.Structure structure -> throw misshapen(name);
        }
    }

    private void single(ObjectNode object, Object value, MessageSchema.WireField field) {
        if (field.inline()
                && field.schema().type() instanceof FieldType.Structure(ObjectSchema inner)) {
            fill(object, (DynamicMessage) value, (MessageSchema) inner);

            return;
        }
        boolean isMessage = value instanceof DynamicMessage;
        if (!isMessage && !field.keepsZero() && isZero(value)) {
            return;
        }
        if (field.dropsEmpty() && value instanceof DynamicMessage empty && isEmpty(empty)) {
            return;
        }
        object.set(field.schema().name(), value(value, field.schema().type()));
    }

    private JsonNode value(Object value, FieldType type) {
        return switch (type) {
            case FieldType.Scalar scalar -> scalar(value, scalar);
            case FieldType.Anything anything -> raw((DynamicMessage) value);
            case FieldType.Structure(ObjectSchema inner) -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                fill(object, (DynamicMessage) value, (MessageSchema) inner);
                yield object;
            }
            case FieldType.ListOf(FieldType elementType) ->
                    wrappedList((DynamicMessage) value, elementType);
            case FieldType.MapOf map -> throw misshapen("a map inside of a list or map");
        };
    }

    private static JsonNode scalar(Object value, FieldType.Scalar type) {
        return switch (type) {
            case STRING -> TextNode.valueOf(String.valueOf(value));
            case INT32 -> IntNode.valueOf((Integer) value);
            case INT64 -> whole((Long) value);
            case NUMBER -> DoubleNode.valueOf(((Number) value).doubleValue());
            case BOOLEAN -> BooleanNode.valueOf((Boolean) value);
            case BYTES ->
                    TextNode.valueOf(
                            Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
            case TIME, MICRO_TIME -> time((DynamicMessage) value, type);
            case DURATION -> TextNode.valueOf(GoDuration.format(number((DynamicMessage) value, 1)));
            case QUANTITY -> TextNode.valueOf(text((DynamicMessage) value, 1));
            case INT_OR_STRING -> intOrString((DynamicMessage) value);
        };
    }

    /// As JSON is read: small numbers are the same node whatever the width of their field.
    private static JsonNode whole(long value) {
        return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    }

    /// A time without seconds and nanoseconds is Go's zero time: null in JSON.
    private static JsonNode time(DynamicMessage message, FieldType.Scalar type) {
        if (isEmpty(message)) {
            return NullNode.instance;
        }

        Instant time = Instant.ofEpochSecond(number(message, 1), number(message, 2));

        return TextNode.valueOf(
                type == FieldType.Scalar.TIME
                        ? KubernetesTime.seconds(time)
                        : KubernetesTime.microseconds(time));
    }

    private static JsonNode intOrString(DynamicMessage message) {
        return number(message, 1) == INT_OR_STRING_IS_TEXT
                ? TextNode.valueOf(text(message, 3))
                : IntNode.valueOf((int) number(message, 2));
    }

    /// Raw JSON inside of a message.
    private static JsonNode raw(DynamicMessage message) {
        if (message.getDescriptorForType().getName().equals("JSONSchemaProps")) {
            return SchemaMessages.json(message);
        }
        ByteString bytes =
                (ByteString) message.getField(message.getDescriptorForType().findFieldByNumber(1));
        if (bytes.isEmpty()) {
            return NullNode.instance;
        }

        try {
            return JsonText.parseAny(bytes.toByteArray());
        } catch (IOException notJson) {
            throw ApiErrors.badRequest("a raw value is not JSON: " + notJson.getMessage());
        }
    }

    private ArrayNode wrappedList(DynamicMessage message, FieldType elementType) {
        FieldDescriptor items = message.getDescriptorForType().findFieldByNumber(1);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < message.getRepeatedFieldCount(items); i++) {
            list.add(value(message.getRepeatedField(items, i), elementType));
        }

        return list;
    }

    private static boolean isEmpty(DynamicMessage message) {
        return message.getAllFields().values().stream().allMatch(ProtobufTrees::isZero);
    }

    private static boolean isZero(Object value) {
        return switch (value) {
            case String text -> text.isEmpty();
            case Number number -> number.doubleValue() == 0;
            case Boolean flag -> !flag;
            case ByteString bytes -> bytes.isEmpty();
            default -> false;
        };
    }

    private static long number(DynamicMessage message, int field) {
        FieldDescriptor descriptor = message.getDescriptorForType().findFieldByNumber(field);

        return ((Number) message.getField(descriptor)).longValue();
    }

    private static String text(DynamicMessage message, int field) {
        FieldDescriptor descriptor = message.getDescriptorForType().findFieldByNumber(field);

        return String.valueOf(message.getField(descriptor));
    }

    private static IllegalStateException misshapen(String name) {
        return new IllegalStateException("no such shape in the descriptors: " + name);
    }
}
