package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.KubernetesTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is left in a namespace that is going away, and the conditions of its status that tell
/// people what it waits for.
final class NamespaceRemains {
    private final Map<String, Integer> resources = new TreeMap<>();
    private final Map<String, Integer> finalizers = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    /// Adds the objects of a kind that are left.
    void add(GroupResource resource, List<ApiObject> objects) {
        if (objects.isEmpty()) {
            return;
        }
        resources.put(resource.resource() + "." + resource.group(), objects.size());
        for (ApiObject object : objects) {
            object.meta().finalizers().forEach(each -> finalizers.merge(each, 1, Integer::sum));
        }
    }

    /// Adds a kind whose objects could not be deleted or read.
    void addFailure(String why) {
        failures.add(why);
    }

    boolean isEmpty() {
        return resources.isEmpty() && failures.isEmpty();
    }

    /// Tells of them in the status.
    ///
    /// @return whether that was not known yet
    boolean writeTo(ObjectNode namespace, Instant now) {
        ObjectNode status = namespace.withObjectProperty("status");
        JsonNode before = status.path("conditions");
        ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
        add(
                conditions,
                "NamespaceDeletionDiscoveryFailure",
                told("False", "ResourcesDiscovered", "All resources successfully discovered"));
        add(
                conditions,
                "NamespaceDeletionGroupVersionParsingFailure",
                told("False", "ParsedGroupVersions", "All legacy kube types successfully parsed"));
        add(
                conditions,
                "NamespaceDeletionContentFailure",
                failures.isEmpty()
                        ? told(
                                "False",
                                "ContentDeleted",
                                "All content successfully deleted, may be waiting on finalization")
                        : told("True", "ContentDeletionFailed", String.join("; ", failures)));
        add(
                conditions,
                "NamespaceContentRemaining",
                resources.isEmpty()
                        ? told("False", "ContentRemoved", "All content successfully removed")
                        : told(
                                "True",
                                "SomeResourcesRemain",
                                "Some resources are remaining: " + counted(resources, " has ")));
        add(
                conditions,
                "NamespaceFinalizersRemaining",
                finalizers.isEmpty()
                        ? told(
                                "False",
                                "ContentHasNoFinalizers",
                                "All content-preserving finalizers finished")
                        : told(
                                "True",
                                "SomeFinalizersRemain",
                                "Some content in the namespace has finalizers remaining: "
                                        + counted(finalizers, " in ")));
        conditions.forEach(each -> keepTime((ObjectNode) each, before, now));
        status.set("conditions", conditions);

        return !conditions.equals(before);
    }

    private static void add(ArrayNode conditions, String type, ObjectNode told) {
        ObjectNode condition = conditions.addObject().put("type", type);
        condition.setAll(told);
    }

    private static ObjectNode told(String status, String reason, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("status", status)
                .put("reason", reason)
                .put("message", message);
    }

    private static String counted(Map<String, Integer> counts, String word) {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + word + each.getValue() + " resource instances")
                .collect(Collectors.joining(", "));
    }

    /// A condition has been as it is since its status changed.
    private static void keepTime(ObjectNode condition, JsonNode before, Instant now) {
        String since = KubernetesTime.seconds(now);
        for (JsonNode each : before) {
            boolean same =
                    each.path("type").equals(condition.path("type"))
                            && each.path("status").equals(condition.path("status"));
            if (same) {
                since = each.path("lastTransitionTime").asText(since);
            }
        }
        condition.put("lastTransitionTime", since);
    }
}
