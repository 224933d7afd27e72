package io.leme.gateway.registry.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.AdmissionChain;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.patch.ObjectPatch;
import io.leme.gateway.codec.patch.PatchReader;
import io.leme.gateway.codec.patch.PatchType;
import io.leme.gateway.codec.schema.KindSchemas;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.FieldValidation;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.QueryParameters;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.Bootstrap;
import io.leme.gateway.registry.EngineParts;
import io.leme.gateway.registry.RequestContext;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.registry.ResourceList;
import io.leme.gateway.storage.keyed.HeapKeySpace;
import io.leme.gateway.storage.keyed.KeyObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;

/// The engine with the strategies of the built-in kinds, on a store of the heap.
abstract class EngineFixture {
    static final Instant NOW = Instant.parse("2026-11-23T01:02:03.456Z");
    static final WriteOptions DRY_RUN = new WriteOptions(true, "", FieldValidation.WARN, false);

    final ProtobufSchemas schemas = ProtobufSchemas.load();
    final HeapKeySpace keys = new HeapKeySpace();
    final ResourceCatalog catalog =
            BuiltInKinds.catalog(
                    new EngineParts(
                            new KindSchemas(schemas),
                            new AdmissionChain(List.of()),
                            InstantSource.fixed(NOW),
                            new Random(7)),
                    type -> new KeyObjectStore(keys, type));

    final Resource namespaces = resource("", "namespaces");
    final Resource configMaps = resource("", "configmaps");
    final Resource secrets = resource("", "secrets");
    final Resource leases = resource("coordination.k8s.io", "leases");
    final Resource events = resource("", "events");

    @BeforeEach
    void bootstrap() {
        new Bootstrap(catalog).run();
    }

    boolean hasDefaultAccount(String namespace) {
        return names(resource("", "serviceaccounts").list(namespace, ListOptions.ALL))
                .contains("default");
    }

    Resource resource(String group, String plural) {
        return catalog.find(new GroupVersionResource(group, "v1", plural)).orElseThrow();
    }

    ApiObject create(Resource resource, String json) {
        return createIn(resource, "default", json);
    }

    ApiObject createIn(Resource resource, String namespace, String json) {
        return resource.create(RequestContext.GATEWAY, namespace, tree(json), WriteOptions.DEFAULT);
    }

    ApiObject update(Resource resource, ApiObject object, String json) {
        return resource.update(
                        RequestContext.GATEWAY, object.name(), "", tree(json), WriteOptions.DEFAULT)
                .object();
    }

    ApiObject patch(ApiObject object, PatchType type, String json) {
        return configMaps
                .patch(
                        RequestContext.GATEWAY,
                        object.name(),
                        "",
                        read(type, json),
                        WriteOptions.DEFAULT)
                .object();
    }

    ObjectPatch read(PatchType type, String json) {
        return new PatchReader(schemas)
                .read(
                        type,
                        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                        configMaps.definition().kind());
    }

    static ListOptions select(String fields) {
        return ListOptions.forList(parameters(Map.of("fieldSelector", fields)));
    }

    static QueryParameters parameters(Map<String, String> parameters) {
        return name -> Optional.ofNullable(parameters.get(name));
    }

    static NamespacedName name(String namespace, String name) {
        return new NamespacedName(namespace, name);
    }

    static List<String> names(ResourceList list) {
        return list.items().stream().map(object -> object.meta().name()).toList();
    }

    static ObjectNode tree(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    static void assertRefused(int code, String message, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> {
                            assertThat(refused.status().message()).isEqualTo(message);
                            assertThat(refused.status().code()).isEqualTo(code);
                        });
    }

    static void eventually(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            Thread.onSpinWait();
        }
    }
}
