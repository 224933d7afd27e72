package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupVersionResource;
import java.util.List;

/// Creates what every cluster has: its namespaces and the two priority classes of the system. Safe
/// to run again, and from several gateways at once: what is there stays as it is.
public final class Bootstrap {
    static final GroupVersionResource NAMESPACES = new GroupVersionResource("", "v1", "namespaces");

    private static final GroupVersionResource PRIORITIES =
            new GroupVersionResource("scheduling.k8s.io", "v1", "priorityclasses");
    private static final List<String> NAMES =
            List.of("default", "kube-system", "kube-public", "kube-node-lease");
    private static final int CLUSTER_CRITICAL = 2_000_000_000;
    private static final int NODE_CRITICAL = 2_000_001_000;

    private final Ensuring ensuring;

    public Bootstrap(ResourceCatalog catalog) {
        this.ensuring = new Ensuring(catalog);
    }

    /// @throws io.leme.gateway.meta.ApiException when the store can't be reached
    public void run() {
        NAMES.forEach(name -> ensuring.ensure(NAMESPACES, "", object("v1", "Namespace", name)));
        ensurePriority(
                "system-cluster-critical",
                CLUSTER_CRITICAL,
                "For pods that the cluster can't do without, on whichever node.");
        ensurePriority(
                "system-node-critical",
                NODE_CRITICAL,
                "For pods that their node can't do without.");
    }

    private void ensurePriority(String name, int value, String description) {
        ObjectNode object = object("scheduling.k8s.io/v1", "PriorityClass", name);
        object.put("value", value).put("description", description);
        ensuring.ensure(PRIORITIES, "", object);
    }

    /// An object with nothing but its kind and name.
    static ObjectNode object(String apiVersion, String kind, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", kind).put("apiVersion", apiVersion);
        object.putObject("metadata").put("name", name);

        return object;
    }
}
