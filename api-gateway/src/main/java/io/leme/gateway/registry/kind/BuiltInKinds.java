package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.AdmissionChain;
import io.leme.gateway.admission.AdmissionPlugin;
import io.leme.gateway.admission.NamespaceLifecycle;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.registry.EngineParts;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceStrategy;
import io.leme.gateway.registry.SelectableField;
import io.leme.gateway.registry.StoredResource;
import io.leme.gateway.registry.SubresourceAction;
import io.leme.gateway.storage.ObjectStore;
import io.leme.gateway.storage.ObjectStores;
import io.leme.gateway.storage.ReadVersion;
import io.leme.gateway.storage.StoredType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Wires the built-in kinds to their stores: those that have a strategy of their own, and all those
/// that the table describes.
public final class BuiltInKinds {
    private static final GroupVersionKind ADDRESS =
            new GroupVersionKind("networking.k8s.io", "v1", "IPAddress");
    private static final GroupVersionKind PORT = new GroupVersionKind("", "v1", "RangeAllocation");
    private static final Map<String, String> ADDRESS_LABELS =
            Map.of(
                    "ipaddress.kubernetes.io/ip-family", "IPv4",
                    "ipaddress.kubernetes.io/managed-by", "ipallocator.k8s.io");
    private static final StoredType TAKEN_ADDRESSES =
            new StoredType(
                    new GroupResource("networking.k8s.io", "ipaddresses"),
                    ADDRESS,
                    "/registry/ipaddresses/",
                    (_, _) -> "");
    private static final StoredType TAKEN_PORTS =
            new StoredType(
                    new GroupResource("", "rangeallocations"),
                    PORT,
                    "/registry/ranges/servicenodeports/",
                    (_, _) -> "");

    private final EngineParts parts;
    private final ObjectStores stores;
    private final Map<GroupVersionKind, ObjectStore> opened = new HashMap<>();
    private final List<Resource> resources = new ArrayList<>();

    private final Map<String, SubresourceAction> accountActions;

    private BuiltInKinds(
            EngineParts parts, ObjectStores stores, Map<String, SubresourceAction> accountActions) {
        this.parts = parts;
        this.stores = stores;
        this.accountActions = Map.copyOf(accountActions);
    }

    /// @param parts its admission plugins are asked after the namespace's own
    public static ResourceCatalog catalog(EngineParts parts, ObjectStores stores) {
        return serve(parts, stores, Map.of()).catalog();
    }

    /// What is served, and the parts with which other kinds are to be served beside it.
    public record Served(ResourceCatalog catalog, EngineParts parts) {}

    /// @param parts its admission plugins are asked after the namespace's own
    /// @param accountActions what can be done to service accounts, by subresource
    public static Served serve(
            EngineParts parts, ObjectStores stores, Map<String, SubresourceAction> accountActions) {
        NamespaceStrategy namespaces = new NamespaceStrategy();
        BuiltInKinds outside = new BuiltInKinds(parts, stores, accountActions);
        ObjectStore namespaceStore = outside.open(namespaces, List.of());
        EngineParts guarded = guarded(parts, namespaceStore);
        BuiltInKinds kinds = new BuiltInKinds(guarded, stores, accountActions);
        kinds.resources.add(new StoredResource(namespaces, namespaceStore, guarded));
        kinds.addOwn();
        kinds.addTable();
        kinds.resources.sort(
                Comparator.comparing((Resource each) -> GroupOrder.of(each.definition().resource()))
                        .thenComparing(each -> each.definition().resource().resource()));

        return new Served(new ResourceCatalog(kinds.resources), guarded);
    }

    private void addOwn() {
        for (ResourceStrategy strategy :
                List.of(new ConfigMapStrategy(), new SecretStrategy(), new LeaseStrategy())) {
            resources.add(new StoredResource(strategy, open(strategy, List.of()), parts));
        }
        ResourceStrategy accounts = new ServiceAccountStrategy();
        resources.add(
                new StoredResource(accounts, open(accounts, List.of()), parts, accountActions));
        EventStrategy strategy = new EventStrategy();
        EventView view = new EventView();
        ResourceDefinition viewed = view.definition(strategy.definition());
        StoredResource core =
                new StoredResource(strategy, open(strategy, viewed.selectableFields()), parts);
        resources.add(core);
        resources.add(core.as(viewed, view.conversion()));
    }

    private void addTable() {
        TableStrategy.Tables tables = TableStrategy.Tables.load();
        SpecialRules special = new SpecialRules(new ServiceRules(allocation()), parts.clock());
        for (KindRow row : KindTable.load()) {
            GroupVersionKind kind = row.definition().kind();
            ObjectSchema schema =
                    parts.schemas()
                            .find(kind)
                            .orElseThrow(() -> new IllegalStateException("no schema: " + kind));
            TableStrategy strategy = new TableStrategy(row, schema, tables, special.of(row));
            ObjectStore store = open(strategy, List.of());
            StoredResource resource =
                    kind.kind().equals("Pod")
                            ? new StoredResource(strategy, store, parts, podActions().byName())
                            : new StoredResource(strategy, store, parts);
            resources.add(resource);
            if (kind.kind().equals("HorizontalPodAutoscaler")) {
                AutoscalerView view = new AutoscalerView();
                resources.add(resource.as(view.definition(row.definition()), view.conversion()));
            }
        }
    }

    private PodActions podActions() {
        return new PodActions(
                () -> served("pods"), () -> served("poddisruptionbudgets"), parts.clock());
    }

    private Resource served(String plural) {
        return resources.stream()
                .filter(each -> each.definition().resource().resource().equals(plural))
                .findFirst()
                .orElseThrow();
    }

    /// Addresses are taken by objects of a kind that is served; ports by those of one that is not.
    private ServiceAllocation allocation() {
        return new ServiceAllocation(
                new Reservations(
                        stores.open(TAKEN_ADDRESSES),
                        ADDRESS,
                        ADDRESS_LABELS,
                        this::isHeld,
                        parts.clock()),
                new Reservations(
                        stores.open(TAKEN_PORTS), PORT, Map.of(), this::isHeld, parts.clock()),
                parts.random());
    }

    private boolean isHeld(NamespacedName service, ApiObject taken) {
        return store(new GroupVersionKind("", "v1", "Service"))
                .get(service, new ReadVersion.MostRecent())
                .filter(each -> each.meta().uid().equals(taken.meta().uid()))
                .filter(each -> ServiceAllocation.taken(each.tree()).contains(taken.meta().name()))
                .isPresent();
    }

    private ObjectStore store(GroupVersionKind kind) {
        return Optional.ofNullable(opened.get(kind)).orElseThrow();
    }

    /// @param alsoSelectable fields of other versions that select from the same store
    private ObjectStore open(ResourceStrategy strategy, List<SelectableField> alsoSelectable) {
        ResourceDefinition definition = strategy.definition();
        List<SelectableField> fields = new ArrayList<>(definition.selectableFields());
        fields.addAll(alsoSelectable);
        ObjectStore store =
                stores.open(
                        new StoredType(
                                definition.resource().groupResource(),
                                definition.kind(),
                                strategy.keyPrefix(),
                                (object, label) -> SelectableField.text(fields, object, label)));
        opened.put(definition.kind(), store);

        return store;
    }

    private static EngineParts guarded(EngineParts parts, ObjectStore namespaces) {
        List<AdmissionPlugin> plugins = new ArrayList<>();
        plugins.add(new NamespaceLifecycle(name -> find(namespaces, name)));
        plugins.addAll(parts.admission().plugins());

        return new EngineParts(
                parts.schemas(), new AdmissionChain(plugins), parts.clock(), parts.random());
    }

    /// From the cache if it is there; a namespace that was made a moment ago is asked for in the
    /// store.
    private static Optional<ObjectNode> find(ObjectStore namespaces, String name) {
        NamespacedName key = new NamespacedName("", name);

        return namespaces
                .get(key, new ReadVersion.Any())
                .or(() -> namespaces.get(key, new ReadVersion.MostRecent()))
                .map(ApiObject::tree);
    }
}
