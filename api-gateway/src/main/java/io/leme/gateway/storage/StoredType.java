package io.leme.gateway.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.NamespacedName;
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

    /// The object's name by its stored key.
    public NamespacedName nameOf(String key) {
        String path = key.substring(keyPrefix.length());
        int slash = path.indexOf('/');

        return slash < 0
                ? new NamespacedName("", path)
                : new NamespacedName(path.substring(0, slash), path.substring(slash + 1));
    }
}
