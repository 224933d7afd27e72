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
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.FieldValidation;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.QueryParameters;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.Bootstrap;
import io.leme.gateway.registry.Deleted;
import io.leme.gateway.registry.EngineParts;
import io.leme.gateway.registry.NamespaceCleaner;
import io.leme.gateway.registry.RequestContext;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.registry.ResourceList;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.WatchSignal;
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
import org.junit.jupiter.api.Test;

/// The engine with the strategies of the built-in kinds, on a store of the heap.
class BuiltInKindsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03.456Z");
    private static final WriteOptions DRY_RUN =
            new WriteOptions(true, "", FieldValidation.WARN, false);

    private final ProtobufSchemas schemas = ProtobufSchemas.load();
    private final HeapKeySpace keys = new HeapKeySpace();
    private final ResourceCatalog catalog =
            BuiltInKinds.catalog(
                    new EngineParts(
                            schemas,
                            new AdmissionChain(List.of()),
                            InstantSource.fixed(NOW),
                            new Random(7)),
                    type -> new KeyObjectStore(keys, type));

    private final Resource namespaces = resource("", "namespaces");
    private final Resource configMaps = resource("", "configmaps");
    private final Resource secrets = resource("", "secrets");
    private final Resource leases = resource("coordination.k8s.io", "leases");
    private final Resource events = resource("", "events");

    @BeforeEach
    void bootstrap() {
        new Bootstrap(catalog).run();
    }

    @Test
    void bootstrapCreatesTheNamespacesOnce() {
        long revision = keys.revision();

        new Bootstrap(catalog).run();

        assertThat(names(namespaces.list("", ListOptions.ALL)))
                .containsExactly("default", "kube-node-lease", "kube-public", "kube-system");
        assertThat(keys.revision()).isEqualTo(revision);
    }

    @Test
    void aNamespaceIsActiveLabelledAndHeldByItsFinalizer() {
        ObjectNode namespace = namespaces.get(name("", "default"), "").tree();

        assertThat(namespace.at("/status/phase").asText()).isEqualTo("Active");
        assertThat(namespace.at("/spec/finalizers/0").asText()).isEqualTo("kubernetes");
        assertThat(namespace.at("/metadata/labels/kubernetes.io~1metadata.name").asText())
                .isEqualTo("default");
    }

    @Test
    void creationFillsTheSystemFieldsAndIgnoresTheWritersOwn() {
        ApiObject created =
                create(
                        configMaps,
                        "{'metadata':{'name':'a','uid':'mine','creationTimestamp':'2000-01-01T00:00:00Z',"
                                + "'managedFields':[{}]}}");

        assertThat(created.meta().uid()).hasSize(36).isNotEqualTo("mine");
        assertThat(created.tree().at("/metadata/creationTimestamp").asText())
                .isEqualTo("2026-11-23T01:02:03Z");
        assertThat(created.tree().at("/metadata/managedFields").isMissingNode()).isTrue();
        assertThat(created.meta().namespace()).isEqualTo("default");
    }

    @Test
    void aNameIsGeneratedFromItsPrefix() {
        ApiObject created = create(configMaps, "{'metadata':{'generateName':'job-'}}");

        assertThat(created.meta().name()).matches("job-[bcdfghjklmnpqrstvwxz2456789]{5}");
    }

    @Test
    void creationIsRefusedWithTheWordsOfKubernetes() {
        create(configMaps, "{'metadata':{'name':'a'}}");

        assertRefused(
                409,
                "configmaps \"a\" already exists",
                () -> create(configMaps, "{'metadata':{'name':'a'}}"));
        assertRefused(
                422,
                "ConfigMap \"A_b\" is invalid: metadata.name: Invalid value: \"A_b\": a "
                        + "lowercase RFC 1123 subdomain"
                        + " must consist of lower case alphanumeric characters, '-' or '.', and "
                        + "must start and end"
                        + " with an alphanumeric character (e.g. 'example.com', regex used for "
                        + "validation is"
                        + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
                () -> create(configMaps, "{'metadata':{'name':'A_b'}}"));
        assertRefused(
                422,
                "ConfigMap \"\" is invalid: metadata.name: Required value: name or generateName "
                        + "is required",
                () -> create(configMaps, "{'metadata':{}}"));
        assertRefused(
                404,
                "namespaces \"nowhere\" not found",
                () -> createIn(configMaps, "nowhere", "{'metadata':{'name':'a'}}"));
        assertRefused(
                400,
                "the namespace of the provided object does not match the namespace sent on the "
                        + "request",
                () -> create(configMaps, "{'metadata':{'name':'b','namespace':'other'}}"));
        assertRefused(
                500,
                "resourceVersion should not be set on objects to be created",
                () -> create(configMaps, "{'metadata':{'name':'b','resourceVersion':'1'}}"));
    }

    @Test
    void aDryRunAnswersAsIfAndWritesNothing() {
        long revision = keys.revision();

        ApiObject would =
                configMaps.create(
                        RequestContext.GATEWAY,
                        "default",
                        tree("{'metadata':{'name':'a'}}"),
                        DRY_RUN);

        assertThat(would.meta().uid()).isNotEmpty();
        assertThat(would.meta().resourceVersion()).isEmpty();
        assertThat(keys.revision()).isEqualTo(revision);
    }

    @Test
    void anUpdateOfAnOldVersionIsAConflictAndOneOfNoVersionIsNot() {
        ApiObject first = create(configMaps, "{'metadata':{'name':'a'},'data':{'k':'1'}}");
        update(configMaps, first, "{'metadata':{'name':'a'},'data':{'k':'2'}}");

        ObjectNode stale = first.copy();
        assertRefused(
                409,
                "Operation cannot be fulfilled on configmaps \"a\": the object has been "
                        + "modified; please apply your"
                        + " changes to the latest version and try again",
                () ->
                        configMaps.update(
                                RequestContext.GATEWAY,
                                first.name(),
                                "",
                                stale,
                                WriteOptions.DEFAULT));
        assertThat(configMaps.get(first.name(), "").tree().at("/data/k").asText()).isEqualTo("2");
    }

    @Test
    void anUpdateThatChangesNothingMovesNoVersion() {
        ApiObject first = create(configMaps, "{'metadata':{'name':'a'},'data':{'k':'1'}}");

        ApiObject second = update(configMaps, first, "{'metadata':{'name':'a'},'data':{'k':'1'}}");

        assertThat(second.resourceVersion()).isEqualTo(first.resourceVersion());
        assertThat(second.meta().uid()).isEqualTo(first.meta().uid());
    }

    @Test
    void aPatchWithoutAVersionIsAppliedToWhateverIsThere() {
        ApiObject first = create(configMaps, "{'metadata':{'name':'a'},'data':{'k':'1'}}");

        ApiObject patched = patch(first, PatchType.MERGE_PATCH, "{'data':{'k':null,'l':'2'}}");

        assertThat(patched.tree().path("data").toString()).isEqualTo("{\"l\":\"2\"}");
        assertRefused(
                409,
                "Operation cannot be fulfilled on configmaps \"a\": the object has been "
                        + "modified; please apply your"
                        + " changes to the latest version and try again",
                () -> patch(first, PatchType.MERGE_PATCH, "{'metadata':{'resourceVersion':'1'}}"));
        assertRefused(
                422,
                "the server rejected our request due to an error in our request",
                () ->
                        patch(
                                first,
                                PatchType.JSON_PATCH,
                                "[{'op':'test','path':'/kind','value':'x'}]"));
        assertRefused(
                404,
                "configmaps \"b\" not found",
                () ->
                        configMaps.patch(
                                RequestContext.GATEWAY,
                                name("default", "b"),
                                "",
                                read(PatchType.MERGE_PATCH, "{}"),
                                WriteOptions.DEFAULT));
    }

    @Test
    void immutableDataStays() {
        ApiObject first =
                create(configMaps, "{'metadata':{'name':'a'},'data':{'k':'1'},'immutable':true}");

        assertRefused(
                422,
                "ConfigMap \"a\" is invalid: data: Forbidden: field is immutable when "
                        + "`immutable` is set",
                () -> patch(first, PatchType.MERGE_PATCH, "{'data':{'k':'2'}}"));
    }

    @Test
    void secretsMergeTheirPlainTextAndKeepTheirType() {
        ApiObject secret =
                create(
                        secrets,
                        "{'metadata':{'name':'s'},'data':{'a':'YQ=='},'stringData':{'b':'b'}}");

        assertThat(secret.tree().path("data").toString())
                .isEqualTo("{\"a\":\"YQ==\",\"b\":\"Yg==\"}");
        assertThat(secret.tree().has("stringData")).isFalse();
        assertThat(secret.tree().path("type").asText()).isEqualTo("Opaque");
        assertRefused(
                422,
                "Secret \"s\" is invalid: type: Invalid value: \"other\": field is immutable",
                () -> update(secrets, secret, "{'metadata':{'name':'s'},'type':'other'}"));
        assertRefused(
                422,
                "Secret \"t\" is invalid: [data[tls.crt]: Required value, data[tls.key]: "
                        + "Required value]",
                () -> create(secrets, "{'metadata':{'name':'t'},'type':'kubernetes.io/tls'}"));
    }

    @Test
    void leasesAreCreatedByUpdateAndNeedTheirVersionAfterwards() {
        ObjectNode lease = tree("{'metadata':{'name':'l'},'spec':{'leaseDurationSeconds':15}}");

        Resource.Written first =
                leases.update(
                        RequestContext.GATEWAY,
                        name("default", "l"),
                        "",
                        lease.deepCopy(),
                        WriteOptions.DEFAULT);

        assertThat(first.created()).isTrue();
        assertRefused(
                422,
                "Lease.coordination.k8s.io \"l\" is invalid: metadata.resourceVersion: Invalid "
                        + "value: 0: must be"
                        + " specified for an update",
                () ->
                        leases.update(
                                RequestContext.GATEWAY,
                                name("default", "l"),
                                "",
                                lease,
                                WriteOptions.DEFAULT));
    }

    @Test
    void aDeleteAnswersWithTheUidAndHonoursPreconditions() {
        ApiObject created = create(configMaps, "{'metadata':{'name':'a'}}");

        assertRefused(
                409,
                "Operation cannot be fulfilled on configmaps \"a\": the UID in the precondition "
                        + "(other) does not match"
                        + " the UID in record ("
                        + created.meta().uid()
                        + "). The object might have been deleted and then recreated",
                () ->
                        configMaps.delete(
                                RequestContext.GATEWAY,
                                created.name(),
                                new DeleteOptions(
                                        false, "other", "", Optional.empty(), Optional.empty())));
        Deleted deleted =
                configMaps.delete(RequestContext.GATEWAY, created.name(), DeleteOptions.DEFAULT);

        assertThat(deleted)
                .isInstanceOfSatisfying(
                        Deleted.Gone.class,
                        gone -> {
                            assertThat(gone.status().details().uid())
                                    .isEqualTo(created.meta().uid());
                            assertThat(gone.status().details().kind()).isEqualTo("configmaps");
                        });
        assertRefused(
                404,
                "configmaps \"a\" not found",
                () ->
                        configMaps.delete(
                                RequestContext.GATEWAY, created.name(), DeleteOptions.DEFAULT));
    }

    @Test
    void anObjectWithFinalizersGoesWithItsLastOne() {
        ApiObject created = create(configMaps, "{'metadata':{'name':'a','finalizers':['x.io/y']}}");

        Deleted waiting =
                configMaps.delete(RequestContext.GATEWAY, created.name(), DeleteOptions.DEFAULT);

        assertThat(waiting)
                .isInstanceOfSatisfying(
                        Deleted.LastState.class,
                        state -> assertThat(state.object().meta().isTerminating()).isTrue());
        assertRefused(
                422,
                "ConfigMap \"a\" is invalid: metadata.finalizers: Forbidden: no new finalizers "
                        + "can be added if the"
                        + " object is being deleted, found new finalizers []string{\"x.io/z\"}",
                () ->
                        patch(
                                created,
                                PatchType.MERGE_PATCH,
                                "{'metadata':{'finalizers':['x.io/y','x.io/z']}}"));
        patch(created, PatchType.MERGE_PATCH, "{'metadata':{'finalizers':null}}");
        assertRefused(404, "configmaps \"a\" not found", () -> configMaps.get(created.name(), ""));
    }

    @Test
    void selectorsOfUnknownFieldsAreRefused() {
        assertRefused(
                400,
                "\"spec.foo\" is not a known field selector: only \"metadata.name\", "
                        + "\"metadata.namespace\"",
                () -> configMaps.list("", select("spec.foo=1")));
        assertRefused(
                400,
                "field label not supported: spec.foo",
                () -> secrets.list("", select("spec.foo=1")));
        create(
                secrets,
                "{'metadata':{'name':'s'},'stringData':{'ssh-privatekey':'k'},'type':'kubernetes.io/ssh-auth'}");
        create(secrets, "{'metadata':{'name':'t'}}");
        assertThat(names(secrets.list("default", select("type=kubernetes.io/ssh-auth"))))
                .containsExactly("s");
    }

    @Test
    void eventsAreTheSameObjectsInBothGroups() throws InterruptedException {
        Resource view = resource("events.k8s.io", "events");
        try (ObjectWatch watch = view.watch("default", ListOptions.ALL)) {
            create(
                    events,
                    "{'metadata':{'name':'e'},'message':'m','involvedObject':{'kind':'Pod','name':'p',"
                            + "'namespace':'default'}}");

            ObjectNode viewed = view.get(name("default", "e"), "").tree();
            assertThat(viewed.path("note").asText()).isEqualTo("m");
            assertThat(viewed.path("apiVersion").asText()).isEqualTo("events.k8s.io/v1");
            assertThat(viewed.at("/regarding/name").asText()).isEqualTo("p");
            assertThat(names(view.list("default", select("regarding.name=p"))))
                    .containsExactly("e");
            assertThat(names(events.list("default", select("involvedObject.name=q")))).isEmpty();
            assertThat(watch.next())
                    .isInstanceOfSatisfying(
                            WatchSignal.Changed.class,
                            added ->
                                    assertThat(added.object().tree().path("note").asText())
                                            .isEqualTo("m"));
        }
    }

    @Test
    void aDeletedNamespaceTakesItsContentsAlong() {
        createIn(namespaces, "", "{'metadata':{'name':'team'}}");
        createIn(configMaps, "team", "{'metadata':{'name':'a'}}");
        assertRefused(
                403,
                "namespaces \"default\" is forbidden: this namespace may not be deleted",
                () ->
                        namespaces.delete(
                                RequestContext.GATEWAY,
                                name("", "default"),
                                DeleteOptions.DEFAULT));

        namespaces.delete(RequestContext.GATEWAY, name("", "team"), DeleteOptions.DEFAULT);
        assertThat(namespaces.get(name("", "team"), "").tree().at("/status/phase").asText())
                .isEqualTo("Terminating");
        assertRefused(
                403,
                "configmaps \"b\" is forbidden: unable to create new content in namespace team "
                        + "because it is being"
                        + " terminated",
                () -> createIn(configMaps, "team", "{'metadata':{'name':'b'}}"));
        try (NamespaceCleaner cleaner = NamespaceCleaner.start(catalog)) {
            eventually(() -> !names(namespaces.list("", ListOptions.ALL)).contains("team"));
            eventually(() -> hasDefaultAccount("kube-system"));
        }
        assertThat(configMaps.list("team", ListOptions.ALL).items()).isEmpty();
    }

    @Test
    void aCollectionIsDeletedBySelector() {
        create(configMaps, "{'metadata':{'name':'a','labels':{'x':'1'}}}");
        create(configMaps, "{'metadata':{'name':'b'}}");
        ListOptions labelled = ListOptions.forList(parameters(Map.of("labelSelector", "x=1")));

        configMaps.deleteCollection(
                RequestContext.GATEWAY, "default", labelled, DeleteOptions.DEFAULT);

        assertThat(names(configMaps.list("default", ListOptions.ALL))).containsExactly("b");
    }

    private boolean hasDefaultAccount(String namespace) {
        return names(resource("", "serviceaccounts").list(namespace, ListOptions.ALL))
                .contains("default");
    }

    private Resource resource(String group, String plural) {
        return catalog.find(new GroupVersionResource(group, "v1", plural)).orElseThrow();
    }

    private ApiObject create(Resource resource, String json) {
        return createIn(resource, "default", json);
    }

    private ApiObject createIn(Resource resource, String namespace, String json) {
        return resource.create(RequestContext.GATEWAY, namespace, tree(json), WriteOptions.DEFAULT);
    }

    private ApiObject update(Resource resource, ApiObject object, String json) {
        return resource.update(
                        RequestContext.GATEWAY, object.name(), "", tree(json), WriteOptions.DEFAULT)
                .object();
    }

    private ApiObject patch(ApiObject object, PatchType type, String json) {
        return configMaps
                .patch(
                        RequestContext.GATEWAY,
                        object.name(),
                        "",
                        read(type, json),
                        WriteOptions.DEFAULT)
                .object();
    }

    private ObjectPatch read(PatchType type, String json) {
        return new PatchReader(schemas)
                .read(
                        type,
                        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                        configMaps.definition().kind());
    }

    private static ListOptions select(String fields) {
        return ListOptions.forList(parameters(Map.of("fieldSelector", fields)));
    }

    private static QueryParameters parameters(Map<String, String> parameters) {
        return name -> Optional.ofNullable(parameters.get(name));
    }

    private static NamespacedName name(String namespace, String name) {
        return new NamespacedName(namespace, name);
    }

    private static List<String> names(ResourceList list) {
        return list.items().stream().map(object -> object.meta().name()).toList();
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static void assertRefused(int code, String message, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> {
                            assertThat(refused.status().message()).isEqualTo(message);
                            assertThat(refused.status().code()).isEqualTo(code);
                        });
    }

    private static void eventually(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            Thread.onSpinWait();
        }
    }
}
