package io.leme.gateway.registry.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.EngineParts;
import io.leme.gateway.registry.RequestContext;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceFollower;
import io.leme.gateway.registry.ResourceStrategy;
import io.leme.gateway.registry.SelectableField;
import io.leme.gateway.registry.StoredResource;
import io.leme.gateway.registry.VersionConversion;
import io.leme.gateway.storage.ObjectStore;
import io.leme.gateway.storage.ObjectStores;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.StoredType;
import io.leme.gateway.storage.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves the custom kinds: follows their definitions, and makes a new catalog after each change.
///
/// Threads. One follower makes the catalogs and hands them over; another thread looks after
/// definitions that are to go, once a second. The store of a custom kind stays open until the
/// gateway stops, whatever becomes of the definition: there are as many as names were ever defined
/// while it ran.
public final class CustomKinds implements AutoCloseable {
    static final String FINALIZER = "customresourcecleanup.apiextensions.k8s.io";

    private static final Logger LOG = LoggerFactory.getLogger(CustomKinds.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final GroupVersionResource DEFINITIONS =
            new GroupVersionResource("apiextensions.k8s.io", "v1", "customresourcedefinitions");
    private static final GroupVersionKind METADATA =
            new GroupVersionKind("meta.k8s.io", "v1", "ObjectMeta");

    private final ResourceCatalog builtIn;
    private final EngineParts parts;
    private final ObjectStores stores;
    private final Consumer<ResourceCatalog> published;
    private final Resource definitions;
    private final ObjectSchema metadata;
    private final Map<GroupResource, ObjectStore> opened = new ConcurrentHashMap<>();
    private final Map<GroupResource, List<SelectableField>> selectable = new ConcurrentHashMap<>();

    private final ConversionWebhooks webhooks;
    private final ResourceFollower follower;
    private final ScheduledExecutorService removals;

    /// Of the definitions in the last catalog: a watch tells of each of them, and one catalog has
    /// them all. Changed by the starting thread, then by the follower alone.
    private List<Long> publishedVersions = List.of();

    private CustomKinds(
            ResourceCatalog builtIn,
            EngineParts parts,
            ObjectStores stores,
            Consumer<ResourceCatalog> published) {
        this.builtIn = builtIn;
        this.parts = parts;
        this.stores = stores;
        this.published = published;
        this.definitions = builtIn.find(DEFINITIONS).orElseThrow();
        this.webhooks = new ConversionWebhooks(parts.random());
        this.metadata = parts.schemas().find(METADATA).orElseThrow();
        this.removals =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("custom-removals").factory());
        this.follower =
                new ResourceFollower(
                        definitions,
                        ListOptions.ALL,
                        new ResourceFollower.Pauses(PAUSE, PAUSE),
                        "custom-kinds",
                        this::read);
    }

    /// Publishes a first catalog with the definitions there are, and follows them from then on.
    ///
    /// @param builtIn the kinds that are always there
    /// @param published takes each new catalog, of built-in and custom kinds
    /// @throws ApiException when the store can't be reached
    public static CustomKinds start(
            ResourceCatalog builtIn,
            EngineParts parts,
            ObjectStores stores,
            Consumer<ResourceCatalog> published) {
        CustomKinds kinds = new CustomKinds(builtIn, parts, stores, published);
        kinds.publish();
        kinds.follower.start();
        long millis = PAUSE.toMillis();
        var _ =
                kinds.removals.scheduleWithFixedDelay(
                        kinds::letGoSafely, millis, millis, TimeUnit.MILLISECONDS);

        return kinds;
    }

    @Override
    public void close() {
        removals.shutdownNow();
        follower.close();
    }

    private void read(ObjectWatch open) throws InterruptedException {
        while (open.next() instanceof WatchSignal.Changed) {
            publish();
        }
    }

    private void publish() {
        List<ApiObject> present = definitions.list("", ListOptions.ALL).items();
        List<Long> versions = present.stream().map(ApiObject::resourceVersion).toList();
        if (versions.equals(publishedVersions)) {
            return;
        }
        List<Resource> resources = new ArrayList<>(builtIn.all());
        Map<GroupVersionKind, ObjectSchema> schemas = new HashMap<>();
        for (ApiObject definition : present) {
            try {
                resources.addAll(serve(definition, schemas));
            } catch (IllegalArgumentException unusable) {
                LOG.warn("Not served: {}: {}", definition.name(), unusable.getMessage());
            }
        }
        webhooks.forgetUnasked();
        parts.schemas().replaceCustom(schemas);
        published.accept(new ResourceCatalog(resources));
        publishedVersions = versions;
    }

    private List<Resource> serve(
            ApiObject definition, Map<GroupVersionKind, ObjectSchema> schemas) {
        List<Resource> resources = new ArrayList<>();
        DefinedVersion stored = DefinedVersion.stored(definition.tree());
        CustomStrategy strategy = strategy(stored, stored);
        schemas.put(stored.kind(), stored.schema(metadata));
        StoredResource main = new StoredResource(strategy, open(strategy), parts);
        List<SelectableField> fields = new ArrayList<>();
        for (DefinedVersion version : DefinedVersion.served(definition.tree())) {
            ResourceDefinition served = version.definition();
            schemas.put(version.kind(), version.schema(metadata));
            fields.addAll(served.selectableFields());
            resources.add(
                    main.as(
                            served,
                            strategy(version, stored),
                            conversion(definition.tree(), version, stored)));
        }
        selectable.put(strategy.definition().resource().groupResource(), fields);

        return resources;
    }

    /// Objects that have always been stored in the version that is served need no look at their
    /// names.
    private VersionConversion conversion(
            ObjectNode definition, DefinedVersion served, DefinedVersion stored) {
        boolean always =
                served.kind().equals(stored.kind())
                        && definition.at("/status/storedVersions").size() <= 1;

        if (always) {
            return VersionConversion.NONE;
        }
        JsonNode conversion = definition.at("/spec/conversion");
        if (!conversion.path("strategy").asText("").equals("Webhook")) {
            return new RenamedVersion(served.groupVersion(), stored.groupVersion());
        }

        return new WebhookConversion(
                webhooks.ask(stored.kind(), conversion.at("/webhook/clientConfig")),
                served.groupVersion().toString(),
                stored.groupVersion().toString());
    }

    private static CustomStrategy strategy(DefinedVersion version, DefinedVersion stored) {
        return new CustomStrategy(version, stored, System::nanoTime);
    }

    private ObjectStore open(ResourceStrategy strategy) {
        GroupResource resource = strategy.definition().resource().groupResource();
        return opened.computeIfAbsent(
                resource,
                _ ->
                        stores.open(
                                new StoredType(
                                        resource,
                                        strategy.definition().kind(),
                                        strategy.keyPrefix(),
                                        (object, label) -> text(resource, object, label))));
    }

    private String text(GroupResource resource, ObjectNode object, String label) {
        return SelectableField.text(selectable.getOrDefault(resource, List.of()), object, label);
    }

    /// Whatever fails is tried again the next time.
    private void letGoSafely() {
        try {
            letGo();
        } catch (ApiException failure) {
            LOG.info("A definition stays for now: {}", failure.status().message());
        } catch (RuntimeException broken) {
            LOG.warn("A definition stays for now.", broken);
        }
    }

    /// Empties the kinds whose definitions are being deleted, and then lets these go.
    private void letGo() {
        for (ApiObject definition : definitions.list("", ListOptions.ALL).items()) {
            boolean held = definition.meta().finalizers().contains(FINALIZER);
            if (definition.meta().isTerminating() && held && isEmptied(definition)) {
                definitions.patch(
                        RequestContext.GATEWAY,
                        definition.name(),
                        "",
                        current -> {
                            ObjectNode object = current.deepCopy();
                            ObjectMeta meta = ObjectMeta.of(object);
                            List<String> left = new ArrayList<>(meta.finalizers());
                            left.remove(FINALIZER);
                            meta.setFinalizers(left);

                            return object;
                        },
                        WriteOptions.DEFAULT);
            }
        }
    }

    private boolean isEmptied(ApiObject definition) {
        DefinedVersion stored = DefinedVersion.stored(definition.tree());
        CustomStrategy strategy = strategy(stored, stored);
        StoredResource resource = new StoredResource(strategy, open(strategy), parts);
        resource.deleteCollection(
                RequestContext.GATEWAY, "", ListOptions.ALL, DeleteOptions.DEFAULT);

        return resource.list("", ListOptions.ALL).items().isEmpty();
    }
}
