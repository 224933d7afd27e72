package io.leme.gateway.codec.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of one structure, by their JSON names.
public interface ObjectSchema {
    /// Full name of the protobuf message, for example `k8s.io.api.core.v1.ConfigMap`.
    String name();

    /// In the order of the protobuf definition; the fields of inlined messages stand among those of
    /// their owner.
    Map<String, FieldSchema> fields();

    default @Nullable FieldSchema field(String jsonName) {
        return fields().get(jsonName);
    }
}
