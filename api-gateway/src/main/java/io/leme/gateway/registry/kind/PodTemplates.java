package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What is filled in of the specification of pods, in a pod or in the template of what makes pods.
final class PodTemplates {
    private PodTemplates() {}

    /// Images that may change under their name are always pulled.
    static void defaults(JsonNode spec) {
        for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
            for (JsonNode each : spec.path(list)) {
                if (each instanceof ObjectNode container && !container.has("imagePullPolicy")) {
                    container.put(
                            "imagePullPolicy", pullPolicy(container.path("image").asText("")));
                }
            }
        }
        for (JsonNode volume : spec.path("volumes")) {
            if (volume.path("image") instanceof ObjectNode image && !image.has("pullPolicy")) {
                image.put("pullPolicy", pullPolicy(image.path("reference").asText("")));
            }
        }
    }

    private static String pullPolicy(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        boolean pinned = name.contains("@");
        int colon = name.indexOf(':');
        boolean latest = colon < 0 || name.substring(colon + 1).equals("latest");

        return latest && !pinned ? "Always" : "IfNotPresent";
    }
}
