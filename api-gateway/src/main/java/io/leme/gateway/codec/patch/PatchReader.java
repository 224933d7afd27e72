package io.leme.gateway.codec.patch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.codec.schema.SchemaCatalog;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.GroupVersionKind;
import java.io.IOException;
import java.util.List;

/// Reads patches from request bodies.
public final class PatchReader {
    private final JsonMapper mapper =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(JsonPatch.MAX_DEPTH)
                                                    .build())
                                    .build())
                    .build();
    private final SchemaCatalog schemas;

    public PatchReader(SchemaCatalog schemas) {
        this.schemas = schemas;
    }

    /// @param kind of the object to be patched: its schema drives strategic merges
    /// @throws io.leme.gateway.meta.ApiException BadRequest, RequestEntityTooLarge, or
    ///   UnsupportedMediaType for a strategic merge patch to a kind without schema
    public ObjectPatch read(PatchType type, byte[] body, GroupVersionKind kind) {
        JsonNode tree = parse(body);

        return switch (type) {
            case JSON_PATCH -> JsonPatch.of(tree);
            case MERGE_PATCH -> new MergePatch(asObject(tree));
            case STRATEGIC_MERGE_PATCH -> new StrategicMergePatch(asObject(tree), schema(kind));
            case APPLY -> throw new IllegalArgumentException("a configuration is no patch");
        };
    }

    private ObjectSchema schema(GroupVersionKind kind) {
        return schemas.find(kind)
                .orElseThrow(() ->
                        ApiErrors.unsupportedMediaType(
                                List.of(
                                        PatchType.JSON_PATCH.mediaType(),
                                        PatchType.MERGE_PATCH.mediaType())));
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode tree = mapper.readTree(body);
            if (tree != null && !tree.isMissingNode()) {
                return tree;
            }
        } catch (JsonProcessingException broken) {
            throw ApiErrors.badRequest("error decoding patch: " + broken.getOriginalMessage());
        } catch (IOException broken) {
            throw ApiErrors.badRequest("error decoding patch: " + broken.getMessage());
        }

        throw ApiErrors.badRequest("error decoding patch: unexpected end of JSON input");
    }

    private static ObjectNode asObject(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            return object;
        }

        throw ApiErrors.badRequest(
                "error decoding patch: json: cannot unmarshal a patch that " + "is no object");
    }
}
