package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.meta.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Which objects a quota with scopes speaks of: pods of a sort, and nothing else.
///
/// @param name of the scope
/// @param operator `Exists`, `DoesNotExist`, `In` or `NotIn`
/// @param values for the last two
record QuotaScope(String name, String operator, List<String> values) {
    private static final Set<String> OF_QUALITY = Set.of("cpu", "memory");

    /// Whether the quota speaks of the object.
    ///
    /// @param spec of the quota
    static boolean matches(JsonNode spec, GroupResource resource, JsonNode object) {
        List<QuotaScope> scopes = new ArrayList<>();
        for (JsonNode each : spec.path("scopes")) {
            scopes.add(new QuotaScope(each.asText(""), "Exists", List.of()));
        }
        for (JsonNode each : spec.path("scopeSelector").path("matchExpressions")) {
            List<String> values = new ArrayList<>();
            each.path("values").forEach(value -> values.add(value.asText("")));
            scopes.add(
                    new QuotaScope(
                            each.path("scopeName").asText(""),
                            each.path("operator").asText(""),
                            values));
        }

        return scopes.isEmpty()
                || (resource.equals(PodAdmission.PODS)
                        && scopes.stream().allMatch(each -> each.matches(object)));
    }

    private boolean matches(JsonNode pod) {
        JsonNode spec = pod.path("spec");
        JsonNode deadline = spec.path("activeDeadlineSeconds");

        return switch (name) {
            case "Terminating" -> deadline.isNumber() && deadline.asLong() >= 0;
            case "NotTerminating" -> !deadline.isNumber();
            case "BestEffort" -> isBestEffort(spec);
            case "NotBestEffort" -> !isBestEffort(spec);
            case "PriorityClass" -> matchesClass(spec.path("priorityClassName").asText(""));
            case "CrossNamespacePodAffinity" -> reachesOut(spec.path("affinity"));
            default -> false;
        };
    }

    private boolean matchesClass(String priority) {
        return switch (operator) {
            case "Exists" -> !priority.isEmpty();
            case "DoesNotExist" -> priority.isEmpty();
            case "In" -> values.contains(priority);
            case "NotIn" -> !values.contains(priority);
            default -> false;
        };
    }

    private static boolean isBestEffort(JsonNode spec) {
        return PodAdmission.containers(spec).stream()
                .map(container -> container.path("resources"))
                .noneMatch(resources ->
                        asksForQuality(resources.path("requests"))
                                || asksForQuality(resources.path("limits")));
    }

    private static boolean asksForQuality(JsonNode amounts) {
        return OF_QUALITY.stream().anyMatch(name -> Amounts.of(amounts.path(name)).signum() != 0);
    }

    /// Whether the pod asks to be near or far from pods of other namespaces.
    private static boolean reachesOut(JsonNode affinity) {
        for (String kind : List.of("podAffinity", "podAntiAffinity")) {
            List<JsonNode> found = new ArrayList<>();
            affinity.path(kind)
                    .path("requiredDuringSchedulingIgnoredDuringExecution")
                    .forEach(found::add);
            affinity.path(kind)
                    .path("preferredDuringSchedulingIgnoredDuringExecution")
                    .forEach(each -> found.add(each.path("podAffinityTerm")));
            if (found.stream()
                    .anyMatch(term ->
                            !term.path("namespaces").isEmpty() || term.has("namespaceSelector"))) {
                return true;
            }
        }

        return false;
    }
}
