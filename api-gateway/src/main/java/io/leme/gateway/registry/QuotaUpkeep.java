package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.QuotaCount;
import io.leme.gateway.admission.ResourceQuotas;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.WriteOptions;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what the objects of a namespace take of its quotas, and writes it into their status.
///
/// The count is taken anew for each try to write it, and so never takes back what was charged while
/// it went on. Several gateways may do it at once.
final class QuotaUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(QuotaUpkeep.class);

    private final Supplier<ResourceCatalog> catalogs;

    QuotaUpkeep(Supplier<ResourceCatalog> catalogs) {
        this.catalogs = catalogs;
    }

    /// What came of a visit.
    enum Outcome {
        NO_QUOTAS,
        COUNTED,
        /// Something went wrong, and may go better another time.
        FAILED
    }

    Outcome visit(String namespace) {
        try {
            Resource quotas = catalogs.get().find(ResourceQuotas.QUOTAS).orElseThrow();
            List<ApiObject> all = quotas.list(namespace, ListOptions.ALL).items();
            for (ApiObject quota : all) {
                quotas.patch(
                        RequestContext.GATEWAY,
                        quota.name(),
                        "status",
                        current -> counted(namespace, current),
                        WriteOptions.DEFAULT);
            }

            return all.isEmpty() ? Outcome.NO_QUOTAS : Outcome.COUNTED;
        } catch (ApiException failure) {
            LOG.info("Quotas of {} are not up to date: {}", namespace, failure.status().message());

            return Outcome.FAILED;
        }
    }

    private ObjectNode counted(String namespace, ObjectNode quota) {
        ObjectNode counted = quota.deepCopy();
        var count = new QuotaCount(counted);
        for (Resource resource : catalogs.get().all()) {
            ResourceDefinition definition = resource.definition();
            if (definition.namespaced()
                    && definition.verbs().contains("watch")
                    && count.concerns(definition.resource().groupResource())) {
                resource.list(namespace, ListOptions.ALL_FROM_MEMORY)
                        .items()
                        .forEach(each ->
                                count.add(definition.resource().groupResource(), each.tree()));
            }
        }
        count.write();

        return counted;
    }
}
