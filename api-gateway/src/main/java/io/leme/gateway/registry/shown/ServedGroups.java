package io.leme.gateway.registry.shown;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.registry.ResourceDefinitionBuilder;
import io.leme.gateway.registry.TableColumn;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// `apiservices`: a group and version each, all of them served by the gateway itself. There is no
/// aggregation: nobody else can serve a group through it.
public final class ServedGroups {
    private static final GroupVersion GROUP = new GroupVersion("apiregistration.k8s.io", "v1");
    private static final int CORE_PRIORITY = 18_000;
    private static final int PRIORITY = 1_000;
    private static final int VERSION_PRIORITY = 15;

    private final Supplier<ResourceCatalog> catalog;
    private final Instant since;

    private ServedGroups(Supplier<ResourceCatalog> catalog, Instant since) {
        this.catalog = catalog;
        this.since = since;
    }

    /// @param catalog what is served now
    /// @param since when the gateway began to serve
    public static Resource resource(Supplier<ResourceCatalog> catalog, Instant since) {
        ServedGroups groups = new ServedGroups(catalog, since);
        return new ShownResource(
                new ResourceDefinitionBuilder(GROUP, "apiservices", "APIService")
                        .clusterScoped()
                        .verbs("get", "list", "watch")
                        .categories("api-extensions")
                        .columns(
                                TableColumn.NAME,
                                TableColumn.text(
                                        "Service", "Who serves the group.", each -> "Local"),
                                TableColumn.text(
                                        "Available", "Whether it is served.", each -> "True"),
                                TableColumn.AGE)
                        .build(),
                groups::all);
    }

    private List<ObjectNode> all() {
        return catalog.get().all().stream()
                .map(each -> each.definition().resource().groupVersion())
                .distinct()
                .map(this::service)
                .sorted((left, right) -> name(left).compareTo(name(right)))
                .toList();
    }

    private ObjectNode service(GroupVersion served) {
        String group = served.group();
        ObjectNode service = JsonNodeFactory.instance.objectNode();
        service.put("kind", "APIService").put("apiVersion", GROUP.toString());
        ObjectNode metadata = service.putObject("metadata");
        metadata.put("name", served.version() + "." + group);
        metadata.put("creationTimestamp", KubernetesTime.seconds(since));
        metadata.putObject("labels").put("kube-aggregator.kubernetes.io/automanaged", "onstart");
        ObjectNode spec = service.putObject("spec");
        if (!group.isEmpty()) {
            spec.put("group", group);
        }
        spec.put("version", served.version());
        spec.put("groupPriorityMinimum", group.isEmpty() ? CORE_PRIORITY : PRIORITY);
        spec.put("versionPriority", VERSION_PRIORITY);
        service.putObject("status")
                .putArray("conditions")
                .addObject()
                .put("lastTransitionTime", KubernetesTime.seconds(since))
                .put("message", "Local APIServices are always available")
                .put("reason", "Local")
                .put("status", "True")
                .put("type", "Available");

        return service;
    }

    private static String name(ObjectNode service) {
        return service.path("metadata").path("name").asText("");
    }
}
