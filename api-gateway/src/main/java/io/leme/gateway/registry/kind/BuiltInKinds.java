package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.AdmissionChain;
import io.leme.gateway.admission.AdmissionPlugin;
import io.leme.gateway.admission.NamespaceLifecycle;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.registry.EngineParts;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceStrategy;
import io.leme.gateway.registry.SelectableField;
import io.leme.gateway.registry.StoredResource;
import io.leme.gateway.storage.ObjectStore;
import io.leme.gateway.storage.ObjectStores;
import io.leme.gateway.storage.ReadVersion;
import io.leme.gateway.storage.StoredType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Wires the built-in kinds to their stores.
public final class BuiltInKinds {
    private BuiltInKinds() {}

    /// @param parts its admission plugins are asked after the namespace's own
    public static ResourceCatalog catalog(EngineParts parts, ObjectStores stores) {
        NamespaceStrategy namespaces = new NamespaceStrategy();
        ObjectStore namespaceStore = open(namespaces, stores, List.of());
        EngineParts guarded = guarded(parts, namespaceStore);

        List<Resource> resources = new ArrayList<>();
        resources.add(new StoredResource(namespaces, namespaceStore, guarded));
        for (ResourceStrategy strategy :
                List.of(
                        new ConfigMapStrategy(),
                        new SecretStrategy(),
                        new ServiceAccountStrategy(),
                        new LeaseStrategy())) {
            resources.add(new StoredResource(strategy, open(strategy, stores, List.of()), guarded));
        }
        resources.addAll(events(guarded, stores));

        return new ResourceCatalog(resources);
    }

    private static List<Resource> events(EngineParts parts, ObjectStores stores) {
        EventStrategy strategy = new EventStrategy();
        EventView view = new EventView();
        ResourceDefinition viewed = view.definition(strategy.definition());
        StoredResource core =
                new StoredResource(
                        strategy, open(strategy, stores, viewed.selectableFields()), parts);

        return List.of(core, core.as(viewed, view.conversion()));
    }

    /// @param alsoSelectable fields of other versions that select from the same store
    private static ObjectStore open(
            ResourceStrategy strategy, ObjectStores stores, List<SelectableField> alsoSelectable) {
        ResourceDefinition definition = strategy.definition();
        List<SelectableField> fields = new ArrayList<>(definition.selectableFields());
        fields.addAll(alsoSelectable);

        return stores.open(
                new StoredType(
                        definition.resource().groupResource(),
                        definition.kind(),
                        strategy.keyPrefix(),
                        (object, label) -> SelectableField.text(fields, object, label)));
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
