package io.leme.gateway.storage.keyed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ObjectMeta;
import java.io.IOException;
import java.util.Arrays;

/// Stored values: compact JSON without the resourceVersion, which is the key's own revision.
public final class ObjectValues {
    private ObjectValues() {}

    /// @param object taken over: its resourceVersion is removed
    public static byte[] encode(ObjectNode object) {
        ObjectMeta.of(object).set("resourceVersion", "");

        return JsonText.compact(object);
    }

    /// @throws io.leme.gateway.meta.ApiException InternalError when the value is no object:
    ///   somebody else wrote it
    public static ApiObject decode(String key, byte[] value, long revision) {
        try {
            return ApiObject.own(JsonText.parseStored(value), revision);
        } catch (IOException notAnObject) {
            throw ApiErrors.internal(
                    "the value of " + key + " is not an object: " + notAnObject.getMessage());
        }
    }

    /// Whether two values are the same object: the order of fields does not matter, for clients
    /// send them in any, and writing an object again must not make a revision.
    static boolean same(byte[] left, byte[] right) {
        if (Arrays.equals(left, right)) {
            return true;
        }

        try {
            return JsonText.parseStored(left).equals(JsonText.parseStored(right));
        } catch (IOException notAnObject) {
            return false;
        }
    }
}
