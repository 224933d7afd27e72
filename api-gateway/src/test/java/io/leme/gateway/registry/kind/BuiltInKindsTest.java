package io.leme.gateway.registry.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.patch.PatchType;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.Bootstrap;
import io.leme.gateway.registry.NamespaceChores;
import io.leme.gateway.registry.NamespaceCleaner;
import io.leme.gateway.registry.RequestContext;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.WatchSignal;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is special about each kind.
class BuiltInKindsTest extends EngineFixture {
    private static final NamespaceChores CHORES =
            new NamespaceChores(true, true, Optional.of("a certificate"));

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
                "{'metadata':{'name':'s'},'stringData':{'ssh-privatekey':'k'},"
                        + "'type':'kubernetes.io/ssh-auth'}");
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
                    "{'metadata':{'name':'e'},'message':'m','involvedObject':{'kind':'Pod',"
                            + "'name':'p',"
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
        ApiObject held =
                createIn(configMaps, "team", "{'metadata':{'name':'h','finalizers':['x.y/hold']}}");
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
        try (NamespaceCleaner cleaner =
                NamespaceCleaner.start(() -> catalog, CHORES, InstantSource.fixed(NOW))) {
            eventually(() -> told("NamespaceFinalizersRemaining").contains("x.y/hold in 1 "));
            assertThat(told("NamespaceContentRemaining")).contains("configmaps. has 1 resource");
            assertThat(names(configMaps.list("team", ListOptions.ALL))).containsExactly("h");
            patch(held, PatchType.MERGE_PATCH, "{'metadata':{'finalizers':null}}");
            eventually(() -> !names(namespaces.list("", ListOptions.ALL)).contains("team"));
            eventually(() -> hasDefaultAccount("kube-system"));
            eventually(() ->
                    names(configMaps.list("kube-system", ListOptions.ALL))
                            .contains("kube-root-ca.crt"));
        }
        assertThat(configMaps.list("team", ListOptions.ALL).items()).isEmpty();
    }

    /// What a condition of the namespace says; empty when it has none.
    private String told(String type) {
        for (JsonNode each : namespaces.get(name("", "team"), "").tree().at("/status/conditions")) {
            if (each.path("type").asText().equals(type)) {
                return each.path("message").asText();
            }
        }

        return "";
    }
}
