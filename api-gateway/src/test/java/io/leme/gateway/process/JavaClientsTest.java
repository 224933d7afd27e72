package io.leme.gateway.process;

import static io.leme.gateway.process.Eventually.assertEventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapList;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.PatchUtils;
import io.kubernetes.client.util.Yaml;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesApi;
import io.kubernetes.client.util.generic.dynamic.Dynamics;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the two Java clients do with objects whose class they know, and with those of which they
/// know the names alone.
@Tag("process")
class JavaClientsTest {
    private static final String NAMESPACE = "default";
    private static final String DEPLOYMENT =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %s, labels: {app: web}}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: "web:1"}]}
            """;
    private static final String BOAT =
            """
            {"apiVersion": "fleet.example/v1", "kind": "Boat",
             "metadata": {"name": "%s", "namespace": "default"}, "spec": {"crew": ["a"]}}
            """;

    @TempDir private static Path folder;
    private static TestGateway gateway;
    private static KubernetesClient fabric8;

    @BeforeAll
    static void start() throws IOException {
        Programs.require("etcd");
        gateway = TestGateway.start(folder);
        fabric8 = gateway.fabric8();
        fabric8.resource(ApplicationManifest.definition()).create();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (fabric8 != null) {
            fabric8.close();
        }
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void fabric8ChangesWhatItKnowsAndWhatItDoesNot() throws Exception {
        var deployments = fabric8.apps().deployments().inNamespace(NAMESPACE);
        Deployment wanted = Serialization.unmarshal(DEPLOYMENT.formatted("web"), Deployment.class);
        assertThat(deployments.resource(wanted).create().getSpec().getReplicas()).isEqualTo(1);
        assertThatThrownBy(() -> deployments.resource(wanted).create())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(409));

        var web = deployments.withName("web");
        web.edit(each -> new DeploymentBuilder(each).editSpec().withPaused(true).endSpec().build());
        web.patch(
                PatchContext.of(PatchType.STRATEGIC_MERGE),
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":"
                        + "\"web:2\"}]}}}}");
        web.scale(3);
        Deployment applied = deployments.resource(wanted).forceConflicts().serverSideApply();

        assertThat(applied.getSpec().getReplicas()).isEqualTo(3);
        assertThat(applied.getSpec().getPaused()).isTrue();
        assertThat(applied.getSpec().getTemplate().getSpec().getContainers())
                .extracting(each -> each.getImage())
                .containsExactly("web:1");
        assertThat(deployments.withLabel("app", "web").list().getItems()).hasSize(1);
        web.delete();
        assertEventually(() -> assertThat(web.get()).isNull());

        fabric8ChangesBoats();
        ClientTable.note("fabric8", KubernetesClient.class, List.of("typed API", "dynamic API"));
    }

    private void fabric8ChangesBoats() throws InterruptedException {
        var boats =
                fabric8.genericKubernetesResources(
                                new ResourceDefinitionContext.Builder()
                                        .withGroup("fleet.example")
                                        .withVersion("v1")
                                        .withKind("Boat")
                                        .withPlural("boats")
                                        .withNamespaced(true)
                                        .build())
                        .inNamespace(NAMESPACE);
        GenericKubernetesResource wanted =
                Serialization.unmarshal(BOAT.formatted("one"), GenericKubernetesResource.class);
        assertEventually(() -> boats.resource(wanted).create());
        assertThat(boats.withName("one").get().<Integer>get("spec", "oars")).isEqualTo(2);

        boats.withName("one")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"oars\":4}}");

        assertThat(boats.list().getItems())
                .singleElement()
                .satisfies(boat -> assertThat(boat.<Integer>get("spec", "oars")).isEqualTo(4));
        boats.withName("one").delete();
        assertThat(boats.list().getItems()).isEmpty();
    }

    @Test
    void theOfficialClientChangesWhatItKnowsAndWhatItDoesNot() throws Exception {
        var kubeconfig = KubeConfig.loadKubeConfig(new StringReader(gateway.kubeconfig()));
        ApiClient client = ClientBuilder.kubeconfig(kubeconfig).build();

        deploymentsAreChanged(new AppsV1Api(client), client);
        mapsAreChanged(client);
        boatsAreChanged(client);
        ClientTable.note(
                "official Java client", KubeConfig.class, List.of("typed API", "dynamic API"));
    }

    private static void deploymentsAreChanged(AppsV1Api apps, ApiClient client)
            throws ApiException, InterruptedException {
        V1Deployment wanted = Yaml.loadAs(DEPLOYMENT.formatted("web"), V1Deployment.class);
        V1Deployment made = apps.createNamespacedDeployment(NAMESPACE, wanted).execute();
        assertThatThrownBy(() -> apps.createNamespacedDeployment(NAMESPACE, wanted).execute())
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(409));

        requireNonNull(made.getSpec()).setReplicas(2);
        apps.replaceNamespacedDeployment("web", NAMESPACE, made).execute();
        V1Patch patch = new V1Patch("{\"spec\":{\"template\":{\"spec\":{\"hostname\":\"h\"}}}}");
        PatchUtils.patch(
                V1Deployment.class,
                () -> apps.patchNamespacedDeployment("web", NAMESPACE, patch).buildCall(null),
                V1Patch.PATCH_FORMAT_STRATEGIC_MERGE_PATCH,
                client);

        assertThat(apps.listNamespacedDeployment(NAMESPACE).labelSelector("app=web").execute())
                .satisfies(list ->
                        assertThat(list.getItems())
                                .extracting(each -> requireNonNull(each.getSpec()).getReplicas())
                                .containsExactly(2));
        V1Deployment read = apps.readNamespacedDeployment("web", NAMESPACE).execute();
        assertThat(Yaml.dump(read)).contains("hostname: h", "image: web:1");
        apps.deleteNamespacedDeployment("web", NAMESPACE).execute();
        assertEventually(() ->
                assertThat(apps.listNamespacedDeployment(NAMESPACE).execute().getItems())
                        .isEmpty());
    }

    private static void mapsAreChanged(ApiClient client) throws ApiException {
        var maps =
                new GenericKubernetesApi<>(
                        V1ConfigMap.class, V1ConfigMapList.class, "", "v1", "configmaps", client);
        V1ConfigMap made =
                Yaml.loadAs(
                        "{metadata: {name: m, namespace: default}, data: {a: '1'}}",
                        V1ConfigMap.class);

        V1ConfigMap stored = maps.create(made).throwsApiException().getObject();
        maps.update(stored.putDataItem("b", "2")).throwsApiException();

        assertThat(maps.get(NAMESPACE, "m").throwsApiException().getObject().getData())
                .containsEntry("a", "1")
                .containsEntry("b", "2");
        assertThat(maps.delete(NAMESPACE, "m").getHttpStatusCode()).isEqualTo(200);
        assertThat(maps.get(NAMESPACE, "m").getHttpStatusCode()).isEqualTo(404);
    }

    private static void boatsAreChanged(ApiClient client)
            throws ApiException, InterruptedException {
        var boats = new DynamicKubernetesApi("fleet.example", "v1", "boats", client);
        assertEventually(() ->
                boats.create(Dynamics.newFromJson(BOAT.formatted("two"))).throwsApiException());

        boats.patch(
                        NAMESPACE,
                        "two",
                        V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH,
                        new V1Patch("{\"spec\":{\"oars\":6}}"))
                .throwsApiException();

        JsonObject boat = boats.get(NAMESPACE, "two").throwsApiException().getObject().getRaw();
        assertThat(boat.getAsJsonObject("spec").get("oars").getAsInt()).isEqualTo(6);
        assertThat(boats.list(NAMESPACE).throwsApiException().getObject().getItems()).hasSize(1);
        assertThat(boats.delete(NAMESPACE, "two").isSuccess()).isTrue();
    }
}
