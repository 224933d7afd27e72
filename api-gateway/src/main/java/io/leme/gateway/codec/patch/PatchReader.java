package io.leme.gateway.codec.patch;

import io.leme.gateway.codec.schema.SchemaCatalog;
import io.leme.gateway.meta.GroupVersionKind;

/// Reads patches from request bodies.
@SuppressWarnings("DoNotCallSuggester")
public final class PatchReader {
    private final SchemaCatalog schemas;

    public PatchReader(SchemaCatalog schemas) {
        this.schemas = schemas;
    }

    /// @param kind of the object to be patched: its schema drives strategic merges
    /// @throws io.leme.gateway.meta.ApiException BadRequest, RequestEntityTooLarge, or
    ///   UnsupportedMediaType for a strategic merge patch to a kind without schema
    public ObjectPatch read(PatchType type, byte[] body, GroupVersionKind kind) {
        throw new UnsupportedOperationException("being built: " + schemas);
    }
}
