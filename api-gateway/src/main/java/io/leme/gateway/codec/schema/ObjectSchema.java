package io.leme.gateway.codec.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields of one structure, by their JSON names.
public interface ObjectSchema {
    /// Full name of the protobuf message, for example `k8s.io.api.core.v1.ConfigMap`.
    String name();

    /// In the order of the protobuf definition; the fields of inlined messages stand among those of
    /// their owner.
    Map<String, FieldSchema> fields();

    /// Whether server-side apply gives a value one owner as a whole.
    default boolean isAtomic() {
        return false;
    }

    /// Whether fields that are not named are kept as they are.
    default boolean isOpen() {
        return false;
    }

    /// The schema as its author wrote it, for kinds that are defined by objects.
    default Optional<ObjectNode> openApi() {
        return Optional.empty();
    }

    default @Nullable FieldSchema field(String jsonName) {
        return fields().get(jsonName);
    }
}
