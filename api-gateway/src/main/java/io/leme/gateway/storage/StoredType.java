package io.leme.gateway.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.GroupVersionKind;
import java.util.function.BiFunction;

/// What a store has to know of a resource type.
///
/// @param resource for error texts
/// @param kind of the stored objects
/// @param keyPrefix for example `/registry/configmaps/` or `/registry/leases/`; ends with a slash
/// @param fields text of a selectable field of an object, empty when absent
public record StoredType(
        GroupResource resource,
        GroupVersionKind kind,
        String keyPrefix,
        BiFunction<ObjectNode, String, String> fields) {
    public StoredType {
        if (!keyPrefix.startsWith("/") || !keyPrefix.endsWith("/")) {
            throw new IllegalArgumentException(
                    "a key prefix begins and ends with a slash: " + keyPrefix);
        }
    }
}
