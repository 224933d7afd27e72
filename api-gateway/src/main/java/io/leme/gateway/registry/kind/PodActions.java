package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.ApiStatus;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.meta.LabelSelector;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.meta.StatusCause;
import io.leme.gateway.meta.StatusDetails;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.LabelSelectorText;
import io.leme.gateway.registry.RequestContext;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.SubresourceAction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// What can be done to pods: they are bound to nodes, and evicted as far as their budgets allow.
///
/// @param pods the resource
/// @param budgets `poddisruptionbudgets`
/// @param clock for the times of conditions and evictions
record PodActions(Supplier<Resource> pods, Supplier<Resource> budgets, InstantSource clock) {
    /// The part of a pod that says where it runs: written once, together with the condition that
    /// tells of it.
    static final String BIND = "binding";

    private static final GroupResource BINDING = new GroupResource("", "pods/binding");
    private static final Set<String> WITHOUT_BUDGET = Set.of("Pending", "Succeeded", "Failed");

    Map<String, SubresourceAction> byName() {
        return Map.of(BIND, done(this::bind), "eviction", done(this::evict));
    }

    /// An action about which there is no more to say than that it was done.
    private interface Doing {
        void perform(
                RequestContext context, NamespacedName name, ObjectNode body, WriteOptions options);
    }

    private static SubresourceAction done(Doing doing) {
        return (context, name, body, options) -> {
            doing.perform(context, name, body, options);

            return ApiStatus.success(StatusDetails.NONE).toJson();
        };
    }

    private void bind(
            RequestContext context, NamespacedName name, ObjectNode body, WriteOptions options) {
        String node = body.at("/target/name").asText("");
        pods.get().patch(context, name, BIND, pod -> scheduled(bound(pod, node, body)), options);
    }

    private static ObjectNode bound(ObjectNode pod, String node, ObjectNode binding) {
        String name = ObjectMeta.of(pod).name();
        String before = pod.at("/spec/nodeName").asText("");
        if (!before.isEmpty()) {
            throw ApiErrors.conflict(
                    BINDING,
                    name,
                    "pod " + name + " is already assigned to node \"" + before + "\"");
        }
        if (ObjectMeta.of(pod).isTerminating()) {
            throw ApiErrors.conflict(
                    BINDING,
                    name,
                    "pod " + name + " is being deleted, cannot be assigned to a host");
        }
        ObjectNode result = pod.deepCopy();
        result.withObjectProperty("spec").put("nodeName", node);
        for (Map.Entry<String, JsonNode> each : binding.at("/metadata/annotations").properties()) {
            result.withObject("/metadata/annotations").set(each.getKey(), each.getValue());
        }

        return result;
    }

    /// @param pod changed in place
    private ObjectNode scheduled(ObjectNode pod) {
        ArrayNode conditions = pod.withObjectProperty("status").withArrayProperty("conditions");
        for (int i = conditions.size() - 1; i >= 0; i--) {
            if (conditions.get(i).path("type").asText("").equals("PodScheduled")) {
                conditions.remove(i);
            }
        }
        conditions
                .addObject()
                .put("type", "PodScheduled")
                .put("status", "True")
                .put("lastTransitionTime", KubernetesTime.seconds(clock.instant()));

        return pod;
    }

    private void evict(
            RequestContext context, NamespacedName name, ObjectNode body, WriteOptions options) {
        ApiObject pod = pods.get().get(name, "");
        boolean free =
                pod.meta().isTerminating()
                        || WITHOUT_BUDGET.contains(pod.tree().at("/status/phase").asText(""));
        List<ApiObject> guarding = free ? List.of() : guarding(pod);
        if (guarding.size() > 1) {
            throw ApiErrors.internal(
                    "This pod has more than one PodDisruptionBudget, which the eviction "
                            + "subresource does not support.");
        }
        for (ApiObject budget : guarding) {
            budgets.get()
                    .patch(context, budget.name(), "status", each -> spent(each, name), options);
        }
        DeleteOptions asked =
                body.path("deleteOptions") instanceof ObjectNode given
                        ? DeleteOptions.fromBody(given)
                        : DeleteOptions.DEFAULT;
        pods.get()
                .delete(
                        context,
                        name,
                        new DeleteOptions(
                                options.dryRun() || asked.dryRun(),
                                asked.uid(),
                                asked.resourceVersion(),
                                asked.gracePeriodSeconds(),
                                asked.propagation()));
    }

    private List<ApiObject> guarding(ApiObject pod) {
        List<ApiObject> guarding = new ArrayList<>();
        for (ApiObject budget :
                budgets.get().list(pod.meta().namespace(), ListOptions.ALL).items()) {
            JsonNode selector = budget.tree().at("/spec/selector");
            boolean matches =
                    selector.isObject()
                            && LabelSelector.parse(LabelSelectorText.of(selector))
                                    .matches(pod.meta()::label);
            if (matches) {
                guarding.add(budget);
            }
        }

        return guarding;
    }

    /// The budget after one more disruption, if it allows that.
    private ObjectNode spent(ObjectNode budget, NamespacedName pod) {
        JsonNode status = budget.path("status");
        long allowed = status.path("disruptionsAllowed").asLong(0);
        boolean current =
                status.path("observedGeneration").asLong(0) >= ObjectMeta.of(budget).generation();
        if (!current || allowed <= 0) {
            throw tooSoon(budget, status);
        }
        ObjectNode result = budget.deepCopy();
        ObjectNode after = result.withObjectProperty("status");
        after.put("disruptionsAllowed", (int) (allowed - 1));
        after.withObjectProperty("disruptedPods")
                .put(pod.name(), KubernetesTime.seconds(clock.instant()));

        return result;
    }

    private static ApiException tooSoon(ObjectNode budget, JsonNode status) {
        String name = ObjectMeta.of(budget).name();
        String why =
                "The disruption budget %s needs %d healthy pods and has %d currently"
                        .formatted(
                                name,
                                status.path("desiredHealthy").asLong(0),
                                status.path("currentHealthy").asLong(0));

        return new ApiException(
                ApiStatus.failure(
                        StatusReason.TOO_MANY_REQUESTS,
                        "Cannot evict pod as it would violate the pod's disruption budget.",
                        StatusDetails.NONE
                                .withCauses(List.of(new StatusCause("DisruptionBudget", why, "")))
                                .withRetryAfter(10)));
    }
}
