package io.leme.gateway.http.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The metadata of objects and nothing else, which is all that garbage collectors and quotas read.
final class PartialMetadata {
    private static final String KIND = "PartialObjectMetadata";

    private PartialMetadata() {}

    /// @param version of `meta.k8s.io`
    static ObjectNode of(ObjectNode object, String version) {
        return ofMetadata(object.path("metadata"), version);
    }

    static ObjectNode ofMetadata(JsonNode metadata, String version) {
        ObjectNode partial = envelope(KIND, version);
        partial.set("metadata", metadata);
        return partial;
    }

    /// The head of a list of these; metadata and items are to be added.
    static ObjectNode list(String version) {
        return envelope(KIND + "List", version);
    }

    private static ObjectNode envelope(String kind, String version) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind)
                .put("apiVersion", "meta.k8s.io/" + version);
    }
}
