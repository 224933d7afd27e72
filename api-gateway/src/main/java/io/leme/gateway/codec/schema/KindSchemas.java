package io.leme.gateway.codec.schema;

import io.leme.gateway.meta.GroupVersionKind;
import java.util.Map;
import java.util.Optional;

/// The schemas of the built-in kinds and of those that are defined by objects.
///
/// Threads: any; the custom ones are replaced as a whole.
public final class KindSchemas implements SchemaCatalog {
    private final ProtobufSchemas builtIn;
    private volatile Map<GroupVersionKind, ObjectSchema> custom = Map.of();

    public KindSchemas(ProtobufSchemas builtIn) {
        this.builtIn = builtIn;
    }

    public ProtobufSchemas builtIn() {
        return builtIn;
    }

    /// @param schemas all that there are now
    public void replaceCustom(Map<GroupVersionKind, ObjectSchema> schemas) {
        custom = Map.copyOf(schemas);
    }

    @Override
    public Optional<ObjectSchema> find(GroupVersionKind kind) {
        return builtIn.find(kind).or(() -> Optional.ofNullable(custom.get(kind)));
    }
}
