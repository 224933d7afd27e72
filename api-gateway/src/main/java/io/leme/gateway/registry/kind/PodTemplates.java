package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What holds for the specification of pods, in a pod or in the template of what makes pods.
final class PodTemplates {
    private static final List<String> CONTAINER_LISTS = List.of("initContainers", "containers");

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
        if (spec.path("hostNetwork").asBoolean(false)) {
            for (String list : CONTAINER_LISTS) {
                spec.path(list).forEach(each -> exposePorts(each.path("ports")));
            }
        }
    }

    private static void exposePorts(JsonNode ports) {
        for (JsonNode each : ports) {
            if (each instanceof ObjectNode port && !port.has("hostPort")) {
                port.set("hostPort", port.path("containerPort"));
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

    /// @param path of the specification
    static void validate(String path, JsonNode spec, List<FieldError> errors) {
        validate(path, spec, Set.of(), errors);
    }

    /// @param path of the specification
    /// @param claimed volumes that every pod gets beside those of the specification
    static void validate(String path, JsonNode spec, Set<String> claimed, List<FieldError> errors) {
        Set<String> volumes = new HashSet<>();
        for (int i = 0; i < spec.path("volumes").size(); i++) {
            String name = spec.path("volumes").get(i).path("name").asText("");
            if (!volumes.add(name)) {
                errors.add(FieldError.duplicate(path + ".volumes[" + i + "].name", name));
            }
        }
        volumes.addAll(claimed);
        Set<String> containers = new HashSet<>();
        for (String list : CONTAINER_LISTS) {
            for (int i = 0; i < spec.path(list).size(); i++) {
                JsonNode container = spec.path(list).get(i);
                String at = path + "." + list + "[" + i + "]";
                String name = container.path("name").asText("");
                if (!containers.add(name)) {
                    errors.add(FieldError.duplicate(at + ".name", name));
                }
                checkMounts(at, container, volumes, errors);
            }
        }
    }

    private static void checkMounts(
            String path, JsonNode container, Set<String> volumes, List<FieldError> errors) {
        JsonNode mounts = container.path("volumeMounts");
        for (int i = 0; i < mounts.size(); i++) {
            String volume = mounts.get(i).path("name").asText("");
            if (!volume.isEmpty() && !volumes.contains(volume)) {
                String at = path + ".volumeMounts[" + i + "].name";
                errors.add(new FieldError(FieldError.Type.NOT_FOUND, at, ": \"" + volume + "\""));
            }
        }
    }
}
