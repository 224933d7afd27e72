package io.leme.gateway.registry.kind.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Cells of nodes.
final class NodeCells {
    private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
    private static final String ROLE = "kubernetes.io/role";

    private NodeCells() {}

    static void addTo(Cells cells) {
        cells.text("node-status", NodeCells::status);
        cells.text("node-roles", NodeCells::roles);
        cells.text("node-internal-ip", node -> address(node, "InternalIP"));
        cells.text("node-external-ip", node -> address(node, "ExternalIP"));
    }

    private static String status(ObjectNode node) {
        JsonNode ready = Cells.condition(node, "Ready");
        List<String> words = new ArrayList<>();
        if (ready.isMissingNode()) {
            words.add("Unknown");
        } else {
            words.add(Cells.isTrue(ready) ? "Ready" : "NotReady");
        }
        if (node.at("/spec/unschedulable").asBoolean(false)) {
            words.add("SchedulingDisabled");
        }

        return String.join(",", words);
    }

    private static String roles(ObjectNode node) {
        Set<String> roles = new TreeSet<>();
        ObjectMeta.of(node)
                .labels()
                .forEach((key, value) -> {
                    if (key.startsWith(ROLE_PREFIX) && key.length() > ROLE_PREFIX.length()) {
                        roles.add(key.substring(ROLE_PREFIX.length()));
                    } else if (key.equals(ROLE) && !value.isEmpty()) {
                        roles.add(value);
                    }
                });

        return Cells.orNone(String.join(",", roles));
    }

    private static String address(ObjectNode node, String type) {
        for (JsonNode address : node.at("/status/addresses")) {
            if (address.path("type").asText("").equals(type)) {
                return address.path("address").asText("");
            }
        }

        return Cells.NONE;
    }
}
