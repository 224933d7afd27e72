package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.NamespacedName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Resolves the priority class of new pods into a number and a preemption policy, by which
/// schedulers and kubelets go; a change of the class later does not change its pods.
public final class PodPriority implements AdmissionPlugin {
    private static final GroupVersionResource CLASSES =
            new GroupVersionResource("scheduling.k8s.io", "v1", "priorityclasses");
    private static final String CLASS = "priorityClassName";
    private static final String PRIORITY = "priority";
    private static final String POLICY = "preemptionPolicy";
    private static final String PREEMPTS = "PreemptLowerPriority";

    private final ObjectLookup objects;

    public PodPriority(ObjectLookup objects) {
        this.objects = objects;
    }

    @Override
    public void mutate(AdmissionRequest request) {
        ObjectNode pod = request.object();
        if (pod == null || !PodAdmission.isAbout(request)) {
            return;
        }
        switch (request.operation()) {
            case CREATE -> resolve(pod);
            case UPDATE -> keep(pod, request.oldObject());
            case DELETE -> {
                // Nothing is written.
            }
        }
    }

    /// Who replaces a pod may leave out what was resolved for it.
    private static void keep(ObjectNode pod, @Nullable ObjectNode before) {
        if (before == null) {
            return;
        }
        ObjectNode spec = PodAdmission.spec(pod);
        for (String field : List.of(PRIORITY, POLICY)) {
            JsonNode known = before.path("spec").path(field);
            if (!spec.has(field) && !known.isMissingNode()) {
                spec.set(field, known);
            }
        }
    }

    private void resolve(ObjectNode pod) {
        ObjectNode spec = PodAdmission.spec(pod);
        Optional<ObjectNode> found = classOf(pod, spec.path(CLASS).asText(""));
        found.ifPresent(each -> spec.set(CLASS, each.path("metadata").path("name")));
        int priority = found.map(each -> each.path("value").asInt(0)).orElse(0);
        JsonNode asked = spec.path(PRIORITY);
        if (asked.isNumber() && asked.asInt() != priority) {
            throw PodAdmission.forbidden(
                    pod,
                    "the integer value of priority (%d) must not be provided in pod spec; priority"
                                    .formatted(asked.asInt())
                            + " admission controller computed %d from the given PriorityClass name"
                                    .formatted(priority));
        }
        spec.set(PRIORITY, IntNode.valueOf(priority));
        String policy = found.map(each -> each.path(POLICY).asText(PREEMPTS)).orElse(PREEMPTS);
        String askedPolicy = spec.path(POLICY).asText(policy);
        if (!askedPolicy.equals(policy)) {
            throw PodAdmission.forbidden(
                    pod,
                    "the string value of PreemptionPolicy (%s) must not be provided in pod spec;"
                                    .formatted(askedPolicy)
                            + " priority admission controller computed %s from the given"
                                    .formatted(policy)
                            + " PriorityClass name");
        }
        spec.put(POLICY, policy);
    }

    /// The class that the pod names, or the default one; of several defaults the lowest counts.
    private Optional<ObjectNode> classOf(ObjectNode pod, String name) {
        if (name.isEmpty()) {
            return objects.all(CLASSES, "").stream()
                    .filter(each -> each.path("globalDefault").asBoolean(false))
                    .min(Comparator.comparingInt(each -> each.path("value").asInt(0)));
        }
        return Optional.of(
                objects.find(CLASSES, new NamespacedName("", name))
                        .orElseThrow(() ->
                                PodAdmission.forbidden(
                                        pod, "no PriorityClass with name " + name + " was found")));
    }
}
