package io.leme.gateway.codec.schema;

import io.leme.gateway.meta.GroupVersionKind;
import java.util.Optional;

/// The schemas of all kinds that the gateway knows the fields of.
public interface SchemaCatalog {
    /// Empty for kinds without a schema.
    Optional<ObjectSchema> find(GroupVersionKind kind);
}
