package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.GroupKind;
import io.leme.gateway.meta.ObjectMeta;
import java.util.List;
import java.util.Map;

/// Pods: what they ask for counts as their limits where only those are given; and of a pod that
/// exists hardly anything may change.
final class PodRules implements KindRules {
    private static final List<String> CONTAINER_LISTS = List.of("initContainers", "containers");
    private static final List<String> COMPUTE = List.of("cpu", "memory");
    private static final String NODE_NAME = "/spec/nodeName";
    private static final String IMMUTABLE =
            "pod updates may not change fields other than `spec.containers[*].image`,"
                    + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
                    + "`spec.tolerations` (only additions to existing tolerations),"
                    + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was "
                    + "previously negative)";

    @Override
    public void defaults(ObjectNode pod) {
        JsonNode spec = pod.path("spec");
        PodTemplates.defaults(spec);
        for (String list : CONTAINER_LISTS) {
            for (JsonNode container : spec.path(list)) {
                if (container.path("resources") instanceof ObjectNode resources) {
                    requestLimits(resources);
                }
            }
        }
    }

    private static void requestLimits(ObjectNode resources) {
        for (Map.Entry<String, JsonNode> limit : resources.path("limits").properties()) {
            ObjectNode requests = resources.withObjectProperty("requests");
            if (!requests.has(limit.getKey())) {
                requests.set(limit.getKey(), limit.getValue());
            }
        }
    }

    @Override
    public void prepareForCreate(ObjectNode pod) {
        pod.withObjectProperty("status").put("qosClass", qualityOfService(pod.path("spec")));
    }

    /// Each of the parts with a URL of its own changes nothing but what it is named for.
    @Override
    public void prepareForUpdate(ObjectNode pod, ObjectNode current, String subresource) {
        ObjectNode before = (ObjectNode) current.path("spec").deepCopy();
        JsonNode wanted = pod.path("spec");
        switch (subresource) {
            case "ephemeralcontainers" -> {
                if (wanted.has("ephemeralContainers")) {
                    before.set("ephemeralContainers", wanted.get("ephemeralContainers"));
                }
                pod.set("spec", before);
            }
            case "resize" -> {
                for (int i = 0; i < before.path("containers").size(); i++) {
                    JsonNode resources = wanted.path("containers").path(i).path("resources");
                    if (resources.isObject()) {
                        ((ObjectNode) before.path("containers").get(i)).set("resources", resources);
                    }
                }
                pod.set("spec", before);
            }
            case PodActions.BIND -> {
                // Says where the pod runs.
            }
            default -> requireSameNode(pod, current);
        }
    }

    /// Pods are sent to nodes by bindings alone.
    private static void requireSameNode(ObjectNode pod, ObjectNode current) {
        JsonNode node = pod.at(NODE_NAME);
        if (!node.equals(current.at(NODE_NAME))) {
            throw ApiErrors.invalid(
                    new GroupKind("", "Pod"),
                    ObjectMeta.of(pod).name(),
                    List.of(FieldError.forbidden("spec", IMMUTABLE)));
        }
    }

    @Override
    public void validate(ObjectNode pod, List<FieldError> errors) {
        PodTemplates.validate("spec", pod.path("spec"), errors);
    }

    @Override
    public void validateUpdate(ObjectNode pod, ObjectNode current, List<FieldError> errors) {
        if (!fixed(pod).equals(fixed(current))) {
            errors.add(FieldError.forbidden("spec", IMMUTABLE));
        }
    }

    /// What can't change.
    private static JsonNode fixed(ObjectNode pod) {
        if (!(pod.path("spec").deepCopy() instanceof ObjectNode spec)) {
            return JsonNodeFactory.instance.objectNode();
        }
        spec.remove(
                List.of(
                        "activeDeadlineSeconds",
                        "tolerations",
                        "terminationGracePeriodSeconds",
                        "ephemeralContainers",
                        "nodeName",
                        "schedulingGates"));
        for (String list : CONTAINER_LISTS) {
            for (JsonNode container : spec.path(list)) {
                if (container instanceof ObjectNode changing) {
                    changing.remove(List.of("image", "resources"));
                }
            }
        }

        return spec;
    }

    /// Guaranteed: all that is asked for is what is allowed; BestEffort: nothing is asked for.
    private static String qualityOfService(JsonNode spec) {
        boolean asks = false;
        boolean guaranteed = true;
        for (String list : CONTAINER_LISTS) {
            for (JsonNode container : spec.path(list)) {
                JsonNode requests = container.at("/resources/requests");
                JsonNode limits = container.at("/resources/limits");
                for (String resource : COMPUTE) {
                    asks |= requests.has(resource) || limits.has(resource);
                    guaranteed &=
                            limits.has(resource)
                                    && limits.path(resource)
                                            .asText("")
                                            .equals(requests.path(resource).asText(""));
                }
            }
        }
        if (!asks) {
            return "BestEffort";
        }

        return guaranteed ? "Guaranteed" : "Burstable";
    }
}
