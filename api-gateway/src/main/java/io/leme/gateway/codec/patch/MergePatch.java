package io.leme.gateway.codec.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// A JSON merge patch (RFC 7386): objects are merged, null removes, everything else replaces.
///
/// @param patch not to be changed
record MergePatch(ObjectNode patch) implements ObjectPatch {
    @Override
    public ObjectNode apply(ObjectNode current) {
        ObjectNode result = current.deepCopy();
        merge(result, patch);

        return result;
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                target.remove(name);
            } else if (value instanceof ObjectNode inner) {
                ObjectNode deeper =
                        target.get(name) instanceof ObjectNode present
                                ? present
                                : JsonNodeFactory.instance.objectNode();
                merge(deeper, inner);
                target.set(name, deeper);
            } else {
                target.set(name, value.deepCopy());
            }
        }
    }
}
