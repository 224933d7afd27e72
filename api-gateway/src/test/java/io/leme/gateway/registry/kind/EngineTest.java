package io.leme.gateway.registry.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.Requester;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.patch.PatchType;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.Deleted;
import io.leme.gateway.registry.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the engine does the same way for every kind.
class EngineTest extends EngineFixture {
    @Test
    void creationFillsTheSystemFieldsAndIgnoresTheWritersOwn() {
        ApiObject created =
                create(
                        configMaps,
                        "{'metadata':{'name':'a','uid':'mine',"
                                + "'creationTimestamp':'2000-01-01T00:00:00Z',"
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
    void aCollectionIsDeletedBySelector() {
        create(configMaps, "{'metadata':{'name':'a','labels':{'x':'1'}}}");
        create(configMaps, "{'metadata':{'name':'b'}}");
        ListOptions labelled = ListOptions.forList(parameters(Map.of("labelSelector", "x=1")));

        configMaps.deleteCollection(
                RequestContext.GATEWAY, "default", labelled, DeleteOptions.DEFAULT);

        assertThat(names(configMaps.list("default", ListOptions.ALL))).containsExactly("b");
    }

    @Test
    void anOwnerIsNamedOnce() {
        List<String> warnings = new ArrayList<>();
        String owner = "{'apiVersion':'v1','kind':'Secret','name':'o','uid':'u-1'}";
        ObjectNode object =
                tree("{'metadata':{'name':'a','ownerReferences':[%s,%s]}}".formatted(owner, owner));

        ApiObject created =
                configMaps.create(
                        new RequestContext(Requester.GATEWAY, warnings::add),
                        "default",
                        object,
                        WriteOptions.DEFAULT);

        assertThat(created.meta().metadata().path("ownerReferences")).hasSize(1);
        assertThat(warnings).singleElement().asString().endsWith("UID(s) observed: u-1");
        assertRefused(
                422,
                "ConfigMap \"b\" is invalid: metadata.ownerReferences.uid: Invalid value: \"\": uid"
                        + " must not be empty",
                () ->
                        create(
                                configMaps,
                                "{'metadata':{'name':'b','ownerReferences':[{'apiVersion':'v1',"
                                        + "'kind':'Secret','name':'o'}]}}"));
    }
}
