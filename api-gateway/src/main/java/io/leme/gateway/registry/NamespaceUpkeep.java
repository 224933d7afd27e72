package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.meta.WriteOptions;
import java.util.function.Supplier;

/// What has to be done for one namespace: a living one gets its service account `default`, one that
/// is going away is emptied and then let go.
///
/// In a full cluster two controllers do this; here the gateway does, so that `kubectl delete
/// namespace` ends without them. Several gateways (and those controllers) may do it at once: every
/// step is safe to do twice.
final class NamespaceUpkeep {
    private static final GroupVersionResource ACCOUNTS =
            new GroupVersionResource("", "v1", "serviceaccounts");
    private static final String ACCOUNT = "default";

    private final Supplier<ResourceCatalog> catalogs;
    private final Resource namespaces;
    private final Resource accounts;

    /// @param catalogs what is served now
    NamespaceUpkeep(Supplier<ResourceCatalog> catalogs) {
        ResourceCatalog catalog = catalogs.get();
        this.catalogs = catalogs;
        this.namespaces = catalog.find(Bootstrap.NAMESPACES).orElseThrow();
        this.accounts = catalog.find(ACCOUNTS).orElseThrow();
    }

    /// @return whether nothing is left to be done until the namespace changes again
    boolean visit(String name) {
        try {
            ApiObject namespace = namespaces.get(new NamespacedName("", name), "");
            if (namespace.meta().isTerminating()) {
                return empty(name) && release(namespace);
            }
            ensureAccount(name);

            return true;
        } catch (ApiException failure) {
            return failure.is(StatusReason.NOT_FOUND) || failure.is(StatusReason.FORBIDDEN);
        }
    }

    /// Deletes what is in the namespace.
    ///
    /// @return whether nothing is left; objects with finalizers take their time
    private boolean empty(String namespace) {
        boolean empty = true;
        for (Resource resource : catalogs.get().all()) {
            ResourceDefinition definition = resource.definition();
            if (definition.namespaced() && definition.verbs().contains("deletecollection")) {
                resource.deleteCollection(
                        RequestContext.GATEWAY, namespace, ListOptions.ALL, DeleteOptions.DEFAULT);
                empty &= resource.list(namespace, ListOptions.ALL).items().isEmpty();
            }
        }

        return empty;
    }

    private boolean release(ApiObject namespace) {
        ObjectNode released = namespace.copy();
        released.withObjectProperty("spec").remove("finalizers");
        namespaces.update(
                RequestContext.GATEWAY,
                namespace.name(),
                "finalize",
                released,
                WriteOptions.DEFAULT);

        return true;
    }

    private void ensureAccount(String namespace) {
        try {
            accounts.get(new NamespacedName(namespace, ACCOUNT), "");
        } catch (ApiException failure) {
            if (!failure.is(StatusReason.NOT_FOUND)) {
                throw failure;
            }
            ObjectNode account = JsonNodeFactory.instance.objectNode();
            account.put("kind", "ServiceAccount").put("apiVersion", "v1");
            account.putObject("metadata").put("name", ACCOUNT);
            create(namespace, account);
        }
    }

    private void create(String namespace, ObjectNode account) {
        try {
            accounts.create(RequestContext.GATEWAY, namespace, account, WriteOptions.DEFAULT);
        } catch (ApiException failure) {
            if (!failure.is(StatusReason.ALREADY_EXISTS)) {
                throw failure;
            }
        }
    }
}
