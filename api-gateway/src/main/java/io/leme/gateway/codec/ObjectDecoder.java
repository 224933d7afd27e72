package io.leme.gateway.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.schema.SchemaCatalog;
import io.leme.gateway.meta.FieldValidation;
import io.leme.gateway.meta.GroupVersionKind;

/// Reads request bodies into object trees.
@SuppressWarnings("DoNotCallSuggester")
public final class ObjectDecoder {
    private final SchemaCatalog schemas;

    public ObjectDecoder(SchemaCatalog schemas) {
        this.schemas = schemas;
    }

    /// Reads the body of a create or update.
    ///
    /// @param body not empty
    /// @param expected the kind of the resource that is written; fills an absent envelope
    /// @param validation what becomes of unknown and duplicate fields
    /// @throws io.leme.gateway.meta.ApiException BadRequest, with the words of Kubernetes' decoder
    public DecodedObject decode(
            BodyFormat format, byte[] body, GroupVersionKind expected, FieldValidation validation) {
        throw new UnsupportedOperationException("being built: " + schemas);
    }

    /// Reads the body of a delete: `DeleteOptions` of any group and version. Unknown fields are
    /// dropped.
    ///
    /// @throws io.leme.gateway.meta.ApiException BadRequest
    public ObjectNode decodeDeleteOptions(BodyFormat format, byte[] body) {
        throw new UnsupportedOperationException("being built: " + schemas);
    }
}
