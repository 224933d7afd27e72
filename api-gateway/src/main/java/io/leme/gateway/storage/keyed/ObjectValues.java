package io.leme.gateway.storage.keyed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.NamespacedName;
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

    /// @param value taken over
    /// @throws io.leme.gateway.meta.ApiException InternalError when the value is no object:
    ///   somebody else wrote it
    public static ApiObject decode(NamespacedName name, byte[] value, long revision) {
        try {
            return ApiObject.stored(name, value, revision);
        } catch (IOException notAnObject) {
            throw ApiErrors.internal(
                    "the value of " + name + " is not an object: " + notAnObject.getMessage());
        }
    }

    /// Whether two values are the same object: the order of fields does not matter, for clients
    /// send them in any, and writing an object again must not make a revision.
    ///
    /// Both were written by [#encode], so texts that say the same in another order have the same
    /// bytes in another order; only such texts are read.
    static boolean same(byte[] left, byte[] right) {
        if (Arrays.equals(left, right)) {
            return true;
        }

        if (left.length != right.length || sum(left) != sum(right)) {
            return false;
        }
        try {
            return JsonText.parseStored(left).equals(JsonText.parseStored(right));
        } catch (IOException notAnObject) {
            return false;
        }
    }

    private static long sum(byte[] text) {
        long sum = 0;
        for (byte each : text) {
            sum += each;
        }

        return sum;
    }
}
