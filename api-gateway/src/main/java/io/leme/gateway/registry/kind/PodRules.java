package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.GroupKind;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.registry.kind.check.Place;
import io.leme.gateway.registry.kind.check.PodSpecs;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Pods: what they ask for counts as their limits where only those are given; and of a pod that
/// exists hardly anything may change.
final class PodRules implements KindRules {
    private static final List<String> CONTAINER_LISTS = List.of("initContainers", "containers");
    private static final List<String> COMPUTE = List.of("cpu", "memory");
    private static final String NODE_NAME = "/spec/nodeName";
    private static final String LOOKING = "/spec/ephemeralContainers";
    private static final String SHARE = "resources";
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
        if (spec.path("hostNetwork").asBoolean(false)) {
            for (String list : CONTAINER_LISTS) {
                spec.path(list).forEach(each -> exposePorts(each.path("ports")));
            }
        }
        for (String list : CONTAINER_LISTS) {
            for (JsonNode container : spec.path(list)) {
                if (container.path(SHARE) instanceof ObjectNode resources) {
                    requestLimits(resources);
                }
            }
        }
    }

    /// The ports of a pod of the host's network are the host's.
    private static void exposePorts(JsonNode ports) {
        for (JsonNode each : ports) {
            if (each instanceof ObjectNode port && port.path("hostPort").asInt(0) == 0) {
                port.set("hostPort", port.path("containerPort"));
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
        ObjectNode status = pod.withObjectProperty("status");
        status.put("qosClass", qualityOfService(pod.path("spec")));
        if (!pod.at("/spec/schedulingGates").isEmpty()) {
            status.putArray("conditions")
                    .addObject()
                    .put("type", "PodScheduled")
                    .put("status", "False")
                    .putNull("lastProbeTime")
                    .putNull("lastTransitionTime")
                    .put("reason", "SchedulingGated")
                    .put("message", "Scheduling is blocked due to non-empty scheduling gates");
        }
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
                    JsonNode resources = wanted.path("containers").path(i).path(SHARE);
                    if (resources.isObject()) {
                        ((ObjectNode) before.path("containers").get(i)).set(SHARE, resources);
                    }
                }
                pod.set("spec", before);
            }
            case PodActions.BIND -> {
                // Says where the pod runs.
            }
            default -> requireSameParts(pod, current);
        }
    }

    /// Pods are sent to nodes by bindings alone, and resized and looked into by their own URLs.
    private static void requireSameParts(ObjectNode pod, ObjectNode current) {
        boolean same =
                pod.at(NODE_NAME).equals(current.at(NODE_NAME))
                        && pod.at(LOOKING).equals(current.at(LOOKING));
        for (String list : CONTAINER_LISTS) {
            JsonNode containers = pod.path("spec").path(list);
            JsonNode before = current.path("spec").path(list);
            for (int i = 0; i < Math.min(containers.size(), before.size()); i++) {
                same &= containers.get(i).path(SHARE).equals(before.get(i).path(SHARE));
            }
        }
        if (!same) {
            throw ApiErrors.invalid(
                    new GroupKind("", "Pod"),
                    ObjectMeta.of(pod).name(),
                    List.of(FieldError.forbidden("spec", IMMUTABLE)));
        }
    }

    @Override
    public void validate(ObjectNode pod, List<FieldError> errors) {
        PodSpecs.check(Place.root(pod, errors).at("spec"), Set.of());
    }

    @Override
    public void validateNew(ObjectNode pod, List<FieldError> errors) {
        Place spec = Place.root(pod, errors).at("spec");
        PodSpecs.checkNew(spec);
        if (spec.at("nodeName").isFilled() && spec.at("schedulingGates").isFilled()) {
            spec.at("nodeName")
                    .forbidden("cannot be set until all schedulingGates have been cleared");
        }
    }

    @Override
    public void validateUpdate(ObjectNode pod, ObjectNode current, List<FieldError> errors) {
        Place spec = Place.root(pod, errors).at("spec");
        JsonNode before = current.path("spec");
        for (String list : CONTAINER_LISTS) {
            if (spec.at(list).value().size() != before.path(list).size()) {
                spec.at(list).forbidden("pod updates may not add or remove containers");

                return;
            }
        }
        deadline(spec.at("activeDeadlineSeconds"), before.path("activeDeadlineSeconds"));
        tolerations(spec.at("tolerations"), before.path("tolerations"));
        gates(spec.at("schedulingGates"), before.path("schedulingGates"));
        if (!fixed(pod).equals(fixed(current))) {
            spec.forbidden(IMMUTABLE);
        }
    }

    /// It may only come earlier.
    private static void deadline(Place deadline, JsonNode before) {
        if (!before.isNumber()) {
            return;
        }
        if (!deadline.isThere()) {
            deadline.invalid("must not update from a positive integer to nil value");
        } else if (deadline.number() > before.asLong()) {
            deadline.invalid("must be less than or equal to previous value");
        }
    }

    /// What was tolerated stays so, though perhaps for another time.
    private static void tolerations(Place tolerations, JsonNode before) {
        Set<JsonNode> now = new HashSet<>();
        tolerations.value().forEach(each -> now.add(timeless(each)));
        for (JsonNode each : before) {
            if (!now.contains(timeless(each))) {
                tolerations.forbidden(
                        "existing toleration can not be modified except its tolerationSeconds");

                return;
            }
        }
    }

    private static JsonNode timeless(JsonNode toleration) {
        return ((ObjectNode) toleration.deepCopy()).remove(List.of("tolerationSeconds"));
    }

    private static void gates(Place gates, JsonNode before) {
        Set<String> known = new HashSet<>();
        before.forEach(each -> known.add(each.path("name").asText("")));
        for (Place gate : gates.elements()) {
            String name = gate.at("name").text();
            if (!known.contains(name)) {
                gate.at("name")
                        .forbidden(
                                "only deletion is allowed, but found new scheduling gate '"
                                        + name
                                        + "'");
            }
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
                        "ephemeralContainers",
                        "nodeName",
                        "schedulingGates"));
        for (String list : CONTAINER_LISTS) {
            for (JsonNode container : spec.path(list)) {
                if (container instanceof ObjectNode changing) {
                    changing.remove(List.of("image", SHARE));
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
