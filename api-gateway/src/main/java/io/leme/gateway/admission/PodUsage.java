package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a pod takes of a quota: itself and the requests and limits of its containers, until it has
/// ended.
///
/// Containers run side by side and add up; those that prepare the pod run one after the other
/// before, beside those of them that keep running, and count where they ask for more.
final class PodUsage {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    /// Of these, what is requested counts under the plain name as well.
    private static final Set<String> NATIVE = Set.of("cpu", "memory", "ephemeral-storage");

    private static final String HUGE_PAGES = "hugepages-";

    /// If a quota limits these, each container has to say what it wants.
    private static final Set<String> TO_BE_SAID =
            Set.of(
                    "cpu",
                    "memory",
                    "requests.cpu",
                    "requests.memory",
                    "limits.cpu",
                    "limits.memory");

    private PodUsage() {}

    static Map<String, BigDecimal> of(JsonNode pod) {
        Map<String, BigDecimal> usage = new TreeMap<>();
        if (ENDED.contains(pod.path("status").path("phase").asText(""))) {
            return usage;
        }
        usage.put("pods", BigDecimal.ONE);
        total(pod.path("spec"), "requests")
                .forEach((name, amount) -> {
                    usage.put("requests." + name, amount);
                    if (NATIVE.contains(name) || name.startsWith(HUGE_PAGES)) {
                        usage.put(name, amount);
                    }
                });
        total(pod.path("spec"), "limits")
                .forEach((name, amount) -> usage.put("limits." + name, amount));

        return usage;
    }

    private static Map<String, BigDecimal> total(JsonNode spec, String field) {
        Map<String, BigDecimal> running = new TreeMap<>();
        Map<String, BigDecimal> preparing = new TreeMap<>();
        for (JsonNode container : spec.path("initContainers")) {
            Map<String, BigDecimal> asked = asked(container, field);
            if (container.path("restartPolicy").asText("").equals("Always")) {
                running = Amounts.merged(running, asked, BigDecimal::add);
                asked = running;
            } else {
                asked = Amounts.merged(running, asked, BigDecimal::add);
            }
            preparing = Amounts.merged(preparing, asked, BigDecimal::max);
        }
        for (JsonNode container : spec.path("containers")) {
            running = Amounts.merged(running, asked(container, field), BigDecimal::add);
        }
        Map<String, BigDecimal> most = Amounts.merged(running, preparing, BigDecimal::max);
        Map<String, BigDecimal> overhead = Amounts.all(spec.path("overhead"));
        if (field.equals("limits")) {
            overhead.keySet().retainAll(most.keySet());
        }

        return Amounts.merged(most, overhead, BigDecimal::add);
    }

    private static Map<String, BigDecimal> asked(JsonNode container, String field) {
        return Amounts.all(container.path("resources").path(field));
    }

    /// What containers do not say though a quota wants to know it: each resource with the names of
    /// the containers.
    ///
    /// @param limited names that the quota limits
    static List<String> unsaid(JsonNode spec, Set<String> limited) {
        List<String> unsaid = new ArrayList<>();
        for (String name : new TreeSet<>(limited)) {
            if (!TO_BE_SAID.contains(name)) {
                continue;
            }
            Set<String> containers = new TreeSet<>();
            for (JsonNode container : PodAdmission.containers(spec)) {
                if (!says(container, name)) {
                    containers.add(container.path("name").asText(""));
                }
            }
            if (!containers.isEmpty()) {
                unsaid.add(name + " for: " + String.join(",", containers));
            }
        }

        return unsaid;
    }

    private static boolean says(JsonNode container, String name) {
        String field = name.startsWith("limits.") ? "limits" : "requests";
        String resource = name.substring(name.indexOf('.') + 1);

        return container.path("resources").path(field).has(resource);
    }
}
