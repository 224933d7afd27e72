package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.GroupResource;
import java.util.List;
import java.util.stream.Stream;

/// What the plugins for pods share.
final class PodAdmission {
    static final GroupResource PODS = new GroupResource("", "pods");
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private PodAdmission() {}

    /// Whether the request is about a pod itself, and not a part of it.
    static boolean isAbout(AdmissionRequest request) {
        return request.subresource().isEmpty()
                && request.resource().groupResource().equals(PODS)
                && request.object() != null;
    }

    /// Whether the pod stands for one that a kubelet runs by itself.
    static boolean isMirror(ObjectNode pod) {
        return pod.path("metadata").path("annotations").has(MIRROR);
    }

    /// A pod's `spec`, for writing.
    static ObjectNode spec(ObjectNode pod) {
        return pod.withObjectProperty("spec");
    }

    /// The containers that a `spec` names, those that prepare the pod first.
    static List<JsonNode> containers(JsonNode spec) {
        return Stream.of("initContainers", "containers")
                .flatMap(list -> spec.path(list).valueStream())
                .toList();
    }

    static ApiException forbidden(ObjectNode pod, String why) {
        JsonNode metadata = pod.path("metadata");
        String name = metadata.path("name").asText("");

        return ApiErrors.forbidden(
                PODS, name.isEmpty() ? metadata.path("generateName").asText("") : name, why);
    }
}
