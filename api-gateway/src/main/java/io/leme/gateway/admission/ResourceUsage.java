package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.meta.GroupResource;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one object takes of what quotas limit, by the names that quotas have for it: itself, what
/// the containers of a pod ask for, the ports of a service, the storage of a claim.
public final class ResourceUsage {
    static final GroupResource SERVICES = new GroupResource("", "services");
    static final GroupResource CLAIMS = new GroupResource("", "persistentvolumeclaims");

    /// These are counted by their plain names, too.
    private static final Set<String> PLAIN =
            Set.of(
                    "configmaps",
                    "persistentvolumeclaims",
                    "replicationcontrollers",
                    "resourcequotas",
                    "secrets",
                    "services");

    private ResourceUsage() {}

    /// @param object of that resource, or null for none
    public static Map<String, BigDecimal> of(GroupResource resource, @Nullable JsonNode object) {
        Map<String, BigDecimal> usage = new TreeMap<>();
        if (object == null) {
            return usage;
        }
        usage.put("count/" + resource, BigDecimal.ONE);
        if (resource.group().isEmpty() && PLAIN.contains(resource.resource())) {
            usage.put(resource.resource(), BigDecimal.ONE);
        }
        if (resource.equals(PodAdmission.PODS)) {
            usage.putAll(PodUsage.of(object));
        } else if (resource.equals(SERVICES)) {
            addService(object.path("spec"), usage);
        } else if (resource.equals(CLAIMS)) {
            addClaim(object, usage);
        }

        return usage;
    }

    private static void addService(JsonNode spec, Map<String, BigDecimal> usage) {
        boolean balanced = spec.path("type").asText("").equals("LoadBalancer");
        boolean ported =
                spec.path("type").asText("").equals("NodePort")
                        || (balanced && spec.path("allocateLoadBalancerNodePorts").asBoolean(true));
        usage.put("services.loadbalancers", balanced ? BigDecimal.ONE : BigDecimal.ZERO);
        usage.put(
                "services.nodeports",
                ported ? BigDecimal.valueOf(spec.path("ports").size()) : BigDecimal.ZERO);
    }

    private static void addClaim(JsonNode claim, Map<String, BigDecimal> usage) {
        JsonNode spec = claim.path("spec");
        BigDecimal storage = Amounts.of(spec.path("resources").path("requests").path("storage"));
        usage.put("requests.storage", storage);
        String storageClass = spec.path("storageClassName").asText("");
        if (!storageClass.isEmpty()) {
            String prefix = storageClass + ".storageclass.storage.k8s.io/";
            usage.put(prefix + "requests.storage", storage);
            usage.put(prefix + CLAIMS.resource(), BigDecimal.ONE);
        }
    }
}
