package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.meta.WriteOptions;
import java.util.List;

/// Creates what every cluster has. Safe to run again, and from several gateways at once: what is
/// there stays as it is.
public final class Bootstrap {
    static final GroupVersionResource NAMESPACES = new GroupVersionResource("", "v1", "namespaces");

    private static final List<String> NAMES =
            List.of("default", "kube-system", "kube-public", "kube-node-lease");

    private final Resource namespaces;

    public Bootstrap(ResourceCatalog catalog) {
        this.namespaces = catalog.find(NAMESPACES).orElseThrow();
    }

    /// @throws ApiException when the store can't be reached
    public void run() {
        NAMES.forEach(this::ensureNamespace);
    }

    private void ensureNamespace(String name) {
        try {
            namespaces.get(new NamespacedName("", name), "");
        } catch (ApiException absent) {
            requireReason(absent, StatusReason.NOT_FOUND);
            create(name);
        }
    }

    private void create(String name) {
        ObjectNode namespace = JsonNodeFactory.instance.objectNode();
        namespace.put("kind", "Namespace").put("apiVersion", "v1");
        namespace.putObject("metadata").put("name", name);
        try {
            namespaces.create(RequestContext.GATEWAY, "", namespace, WriteOptions.DEFAULT);
        } catch (ApiException present) {
            requireReason(present, StatusReason.ALREADY_EXISTS);
        }
    }

    private static void requireReason(ApiException failure, StatusReason reason) {
        if (!failure.is(reason)) {
            throw failure;
        }
    }
}
