package io.leme.gateway.registry.garbage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.AdmissionChain;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.schema.KindSchemas;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.Bootstrap;
import io.leme.gateway.registry.EngineParts;
import io.leme.gateway.registry.RequestContext;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.registry.StoredResource;
import io.leme.gateway.registry.VersionConversion;
import io.leme.gateway.registry.kind.BuiltInKinds;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.keyed.HeapKeySpace;
import io.leme.gateway.storage.keyed.KeyObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GarbageCollectorTest {
    private static final GroupVersionResource CONFIG_MAPS = core("configmaps");
    private static final GroupVersionResource SECRETS = core("secrets");
    private static final GroupVersionResource VOLUMES = core("persistentvolumes");
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String GONE = "11111111-2222-3333-4444-555555555555";

    private final HeapKeySpace keys = new HeapKeySpace();
    private final ResourceCatalog catalog =
            BuiltInKinds.catalog(
                    new EngineParts(
                            new KindSchemas(ProtobufSchemas.load()),
                            new AdmissionChain(List.of()),
                            InstantSource.fixed(Instant.parse("2026-11-23T00:00:00Z")),
                            new Random(7)),
                    type -> new KeyObjectStore(keys, type));

    @Test
    void aKindThatCannotBeConvertedHoldsNothingElseUp() {
        new Bootstrap(catalog).run();
        create(SECRETS, "Secret", "unreadable", "");
        create(CONFIG_MAPS, "ConfigMap", "kept", "");
        create(CONFIG_MAPS, "ConfigMap", "garbage", GONE);

        try (GarbageCollector _ = GarbageCollector.start(withDeadWebhook())) {
            long end = System.nanoTime() + LONGEST.toNanos();
            while (names(CONFIG_MAPS).contains("garbage") && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }

        assertThat(names(CONFIG_MAPS)).contains("kept").doesNotContain("garbage");
        assertThat(names(SECRETS)).contains("unreadable");
    }

    @Test
    void nobodyIsOwnedFromAnotherNamespace() {
        new Bootstrap(catalog).run();
        String owner = create(CONFIG_MAPS, "ConfigMap", "owner", "");
        create(CONFIG_MAPS, "ConfigMap", "owned", owner);
        createIn("kube-public", CONFIG_MAPS, "ConfigMap", "abroad", owner);
        createIn("", VOLUMES, "PersistentVolume", "unknown", GONE);

        try (GarbageCollector _ = GarbageCollector.start(catalog)) {
            long end = System.nanoTime() + LONGEST.toNanos();
            while (names(CONFIG_MAPS).contains("abroad") && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }

        assertThat(names(CONFIG_MAPS)).contains("owner", "owned").doesNotContain("abroad");
        assertThat(names(VOLUMES)).containsExactly("unknown");
    }

    /// The same kinds, but whatever converts secrets does not answer.
    private ResourceCatalog withDeadWebhook() {
        StoredResource secrets = (StoredResource) catalog.find(SECRETS).orElseThrow();
        Resource dead = secrets.as(secrets.definition(), new DeadWebhook());

        return new ResourceCatalog(
                catalog.all().stream()
                        .map(each -> each.definition().resource().equals(SECRETS) ? dead : each)
                        .toList());
    }

    private static final class DeadWebhook implements VersionConversion {
        @Override
        public ApiObject toServed(ApiObject stored) {
            throw ApiErrors.internal("the webhook does not answer");
        }

        @Override
        public ObjectWatch toServed(ObjectWatch stored) {
            return new ConvertedWatch(stored, this);
        }
    }

    private List<String> names(GroupVersionResource resource) {
        return catalog.find(resource).orElseThrow().list("", ListOptions.ALL).items().stream()
                .map(each -> each.meta().name())
                .toList();
    }

    /// @param owner uid of its owner, a config map; empty for none
    /// @return its uid
    private String create(GroupVersionResource resource, String kind, String name, String owner) {
        return createIn("default", resource, kind, name, owner);
    }

    private String createIn(
            String namespace,
            GroupVersionResource resource,
            String kind,
            String name,
            String owner) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", kind).put("apiVersion", "v1");
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!owner.isEmpty()) {
            metadata.putArray("ownerReferences")
                    .addObject()
                    .put("apiVersion", "v1")
                    .put("kind", "ConfigMap")
                    .put("name", "owner")
                    .put("uid", owner);
        }
        if (resource.equals(VOLUMES)) {
            ObjectNode spec = object.putObject("spec");
            spec.putObject("capacity").put("storage", "1Gi");
            spec.putArray("accessModes").add("ReadWriteOnce");
            spec.putObject("hostPath").put("path", "/x");
        }

        return catalog.find(resource)
                .orElseThrow()
                .create(RequestContext.GATEWAY, namespace, object, WriteOptions.DEFAULT)
                .meta()
                .uid();
    }

    private static GroupVersionResource core(String plural) {
        return new GroupVersionResource("", "v1", plural);
    }
}
