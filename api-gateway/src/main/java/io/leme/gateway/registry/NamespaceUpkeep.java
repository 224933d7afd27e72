package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.meta.WriteOptions;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to be done for one namespace: a living one gets its service account `default` and the
/// certificate of the authority, one that is going away is emptied and then let go.
///
/// In a full cluster three controllers do this; here the gateway does, so that `kubectl delete
/// namespace` ends without them. Several gateways (and those controllers) may do it at once: every
/// step is safe to do twice.
final class NamespaceUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(NamespaceUpkeep.class);
    private static final GroupVersionResource ACCOUNTS =
            new GroupVersionResource("", "v1", "serviceaccounts");
    private static final String ACCOUNT = "default";
    private static final GroupVersionResource MAPS =
            new GroupVersionResource("", "v1", "configmaps");
    private static final String AUTHORITY = "kube-root-ca.crt";

    private final Supplier<ResourceCatalog> catalogs;
    private final NamespaceChores chores;
    private final InstantSource clock;
    private final Ensuring ensuring;
    private final Resource namespaces;

    /// @param catalogs what is served now
    /// @param clock for the times of conditions
    NamespaceUpkeep(
            Supplier<ResourceCatalog> catalogs, NamespaceChores chores, InstantSource clock) {
        this.catalogs = catalogs;
        this.chores = chores;
        this.clock = clock;
        this.ensuring = new Ensuring(catalogs.get());
        this.namespaces = ensuring.resource(Bootstrap.NAMESPACES);
    }

    /// @return whether nothing is left to be done until the namespace changes again
    boolean visit(String name) {
        try {
            ApiObject namespace = namespaces.get(new NamespacedName("", name), "");
            if (namespace.meta().isTerminating()) {
                return !chores.cleans() || clean(namespace);
            }
            furnish(name);

            return true;
        } catch (ApiException failure) {
            return failure.is(StatusReason.NOT_FOUND) || failure.is(StatusReason.FORBIDDEN);
        }
    }

    private void furnish(String namespace) {
        if (chores.givesAccounts()) {
            ensuring.ensure(ACCOUNTS, namespace, Bootstrap.object("v1", "ServiceAccount", ACCOUNT));
        }
        chores.authority()
                .ifPresent(certificate -> {
                    ObjectNode map = Bootstrap.object("v1", "ConfigMap", AUTHORITY);
                    map.putObject("data").put("ca.crt", certificate);
                    ensuring.ensure(MAPS, namespace, map);
                });
    }

    /// @return whether the namespace is let go
    private boolean clean(ApiObject namespace) {
        NamespaceRemains remains = empty(namespace.meta().name());
        if (remains.isEmpty()) {
            return release(namespace);
        }
        ObjectNode told = namespace.copy();
        if (remains.writeTo(told, clock.instant())) {
            namespaces.update(
                    RequestContext.GATEWAY, namespace.name(), "status", told, WriteOptions.DEFAULT);
        }

        return false;
    }

    /// Deletes what is in the namespace.
    ///
    /// @return what is left; objects with finalizers take their time
    private NamespaceRemains empty(String namespace) {
        NamespaceRemains remains = new NamespaceRemains();
        for (Resource resource : catalogs.get().all()) {
            ResourceDefinition definition = resource.definition();
            if (definition.namespaced() && definition.verbs().contains("deletecollection")) {
                empty(namespace, resource, remains);
            }
        }

        return remains;
    }

    /// A kind whose objects can't be read, because nobody converts them, holds no other up.
    private static void empty(String namespace, Resource resource, NamespaceRemains remains) {
        GroupResource kind = resource.definition().resource().groupResource();
        try {
            resource.deleteCollection(
                    RequestContext.GATEWAY, namespace, ListOptions.ALL, DeleteOptions.DEFAULT);

            remains.add(kind, resource.list(namespace, ListOptions.ALL).items());
        } catch (ApiException failure) {
            LOG.info(
                    "Namespace {} is not empty of {} yet: {}",
                    namespace,
                    kind,
                    failure.status().message());
            remains.addFailure(failure.status().message());
        }
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
}
