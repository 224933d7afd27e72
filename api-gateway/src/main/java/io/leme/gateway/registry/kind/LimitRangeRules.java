package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Limit ranges: the defaults of containers follow from each other where they are not given. The
/// limit is the greatest one allowed, and the request the limit, or the least one allowed.
final class LimitRangeRules implements KindRules {
    @Override
    public void defaults(ObjectNode range) {
        for (JsonNode each : range.at("/spec/limits")) {
            if (each instanceof ObjectNode item
                    && item.path("type").asText("").equals("Container")) {
                fill(item, "default", item.path("max"));
                fill(item, "defaultRequest", item.path("default"));
                fill(item, "defaultRequest", item.path("min"));
            }
        }
    }

    private static void fill(ObjectNode item, String field, JsonNode from) {
        from.properties()
                .forEach(amount -> {
                    ObjectNode amounts = item.withObjectProperty(field);
                    if (!amounts.has(amount.getKey())) {
                        amounts.set(amount.getKey(), amount.getValue());
                    }
                });
    }
}
