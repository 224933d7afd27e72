package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ObjectMeta;
import java.util.LinkedHashSet;
import java.util.Set;

/// The owners that an object names.
final class OwnerReferences {
    private static final String FIELD = "ownerReferences";

    private OwnerReferences() {}

    /// Leaves out references that are there twice, and warns of them.
    static void deduplicate(ObjectNode object, RequestContext context) {
        if (!(ObjectMeta.of(object).metadata().path(FIELD) instanceof ArrayNode all)) {
            return;
        }
        Set<JsonNode> distinct = new LinkedHashSet<>();
        Set<String> twice = new LinkedHashSet<>();
        for (JsonNode each : all) {
            if (!distinct.add(each)) {
                twice.add(each.path("uid").asText(""));
            }
        }
        if (twice.isEmpty()) {
            return;
        }
        all.removeAll();
        distinct.forEach(all::add);
        context.warnings()
                .accept(
                        ".metadata.ownerReferences contains duplicate entries; API server dedups"
                                + " owner references in 1.20+, and may reject such requests as"
                                + " early as 1.24; please fix your requests; duplicate UID(s)"
                                + " observed: "
                                + String.join(", ", twice));
    }
}
