package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupResource;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the objects of a namespace take of one quota.
///
/// One thread.
public final class QuotaCount {
    private static final Set<GroupResource> OF_MANY_NAMES =
            Set.of(PodAdmission.PODS, ResourceUsage.SERVICES, ResourceUsage.CLAIMS);

    private final ObjectNode quota;
    private final JsonNode spec;
    private final Map<String, BigDecimal> used = new TreeMap<>();
    private final Set<GroupResource> counted = new HashSet<>();

    /// @param quota whose status is written at the end
    public QuotaCount(ObjectNode quota) {
        this.quota = quota;
        this.spec = quota.path("spec");
        spec.path("hard").fieldNames().forEachRemaining(name -> used.put(name, BigDecimal.ZERO));
    }

    /// Whether objects of that resource may count, and were not asked for before: a kind that is
    /// served in several versions is counted in one.
    public boolean concerns(GroupResource resource) {
        return (OF_MANY_NAMES.contains(resource)
                        || used.containsKey("count/" + resource)
                        || (resource.group().isEmpty() && used.containsKey(resource.resource())))
                && counted.add(resource);
    }

    public void add(GroupResource resource, ObjectNode object) {
        if (QuotaScope.matches(spec, resource, object)) {
            ResourceUsage.of(resource, object)
                    .forEach((name, amount) ->
                            used.computeIfPresent(name, (_, before) -> before.add(amount)));
        }
    }

    /// Sets the status: the limits that were counted for, and what is used of them.
    public void write() {
        ObjectNode status = quota.withObjectProperty("status");
        status.set("hard", spec.path("hard").deepCopy());
        ObjectNode shown = status.putObject("used");
        used.forEach((name, amount) ->
                shown.put(name, Amounts.text(amount, spec.path("hard").path(name).asText(""))));
    }
}
