package io.leme.store.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

/// Refuses numbers that are written longer than any number of 64 bits needs to be. The library that
/// reads messages out of JSON would write some of them out in full, and `1e999999999` would keep it
/// busy for as long as it is long.
final class JsonNumbers {
    /// Sign, 20 digits and a fraction of zeros; an exponent has two digits at most.
    private static final int LONGEST = 40;

    private JsonNumbers() {}

    /// @throws InvalidProtocolBufferException when a number of the message is absurd
    static void check(JsonNode json, Descriptor message) throws InvalidProtocolBufferException {
        for (FieldDescriptor field : message.getFields()) {
            check(json.get(field.getJsonName()), field);
            if (!field.getJsonName().equals(field.getName())) {
                check(json.get(field.getName()), field);
            }
        }
    }

    private static void check(@Nullable JsonNode value, FieldDescriptor field)
            throws InvalidProtocolBufferException {
        if (value == null) {
            return;
        }
        if (value.isArray()) {
            for (JsonNode element : value) {
                check(element, field);
            }
        } else if (field.getJavaType() == JavaType.MESSAGE) {
            check(value, field.getMessageType());
        } else if (isInteger(field) && isAbsurd(value.asText())) {
            throw new InvalidProtocolBufferException("invalid number for field " + field.getName());
        }
    }

    private static boolean isInteger(FieldDescriptor field) {
        return field.getJavaType() == JavaType.LONG || field.getJavaType() == JavaType.INT;
    }

    private static boolean isAbsurd(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        boolean large = exponent >= 0 && number.length() - exponent > 4;
        return large || number.length() > LONGEST;
    }
}
