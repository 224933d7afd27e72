package io.leme.gateway.process;

import static io.leme.gateway.process.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapList;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class InformersTest {
    private static final String NAMESPACE = "default";

    @TempDir Path folder;
    private TestGateway gateway;
    private KubernetesClient fabric8;

    @BeforeEach
    void start() throws IOException {
        Programs.require("etcd");
        gateway = TestGateway.start(folder);
        fabric8 = gateway.fabric8();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (fabric8 != null) {
            fabric8.close();
        }
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void fabric8SeesEveryChangeAcrossARestartOfTheGateway() throws Exception {
        try (var informer = fabric8.configMaps().inNamespace(NAMESPACE).inform()) {
            changesAreSeenAcrossARestart(name -> {
                ConfigMap found = informer.getStore().getByKey(NAMESPACE + "/" + name);
                return found == null ? "" : found.getData().get("value");
            });
        }
        ClientTable.note(
                "fabric8", KubernetesClient.class, List.of("create", "edit", "delete", "informer"));
    }

    @Test
    void theOfficialClientSeesEveryChangeAcrossARestartOfTheGateway() throws Exception {
        var kubeconfig = KubeConfig.loadKubeConfig(new StringReader(gateway.kubeconfig()));
        ApiClient client = ClientBuilder.kubeconfig(kubeconfig).build();
        client.setReadTimeout(0);
        var factory = new SharedInformerFactory(client);
        var api = new CoreV1Api(client);
        var informer =
                factory.sharedIndexInformerFor(
                        (CallGeneratorParams parameters) ->
                                api.listNamespacedConfigMap(NAMESPACE)
                                        .resourceVersion(parameters.resourceVersion)
                                        .timeoutSeconds(parameters.timeoutSeconds)
                                        .watch(parameters.watch)
                                        .buildCall(null),
                        V1ConfigMap.class,
                        V1ConfigMapList.class);
        factory.startAllRegisteredInformers();
        try {
            changesAreSeenAcrossARestart(name -> {
                V1ConfigMap found = informer.getIndexer().getByKey(NAMESPACE + "/" + name);
                return found == null ? "" : found.getData().get("value");
            });
        } finally {
            factory.stopAllRegisteredInformers();
        }
        ClientTable.note("official Java client", KubeConfig.class, List.of("informer"));
    }

    private void changesAreSeenAcrossARestart(Function<String, String> seen) throws Exception {
        create("a", "1");
        create("b", "1");
        assertEventually(() -> assertThat(seen.apply("a") + seen.apply("b")).isEqualTo("11"));
        change("a", "2");
        assertEventually(() -> assertThat(seen.apply("a")).isEqualTo("2"));

        gateway.restart();
        assertEventually(() -> change("a", "3"));
        create("c", "1");
        fabric8.configMaps().inNamespace(NAMESPACE).withName("b").delete();

        assertEventually(() -> {
            assertThat(seen.apply("a")).isEqualTo("3");
            assertThat(seen.apply("b")).isEmpty();
            assertThat(seen.apply("c")).isEqualTo("1");
        });
        change("c", "2");
        assertEventually(() -> assertThat(seen.apply("c")).isEqualTo("2"));
    }

    @Test
    void aFabric8WatchIsServedByWebSocket() throws Exception {
        var events = new LinkedBlockingQueue<String>();
        try (var _ =
                fabric8.configMaps()
                        .inNamespace(NAMESPACE)
                        .watch(new RecordingWatcher(events::add))) {
            create("watched", "1");
            fabric8.configMaps().inNamespace(NAMESPACE).withName("watched").delete();

            assertEventually(() ->
                    assertThat(events)
                            .filteredOn(event -> event.endsWith(" watched"))
                            .containsExactly("ADDED watched", "DELETED watched"));
        }
        ClientTable.note("fabric8", KubernetesClient.class, List.of("watch by WebSocket"));
    }

    @Test
    void metadataAndSelectorsNarrowWhatIsRead() {
        create("narrow", "1");
        fabric8.configMaps()
                .inNamespace(NAMESPACE)
                .withName("narrow")
                .edit(map ->
                        new ConfigMapBuilder(map)
                                .editMetadata()
                                .addToLabels("tier", "front")
                                .endMetadata()
                                .build());

        assertThat(
                        fabric8.configMaps()
                                .inAnyNamespace()
                                .withLabel("tier", "front")
                                .list()
                                .getItems())
                .extracting(map -> map.getMetadata().getName())
                .containsExactly("narrow");
        assertThat(
                        fabric8.configMaps()
                                .inAnyNamespace()
                                .withField("metadata.name", "narrow")
                                .list()
                                .getItems())
                .hasSize(1);
    }

    private void create(String name, String value) {
        fabric8.configMaps()
                .inNamespace(NAMESPACE)
                .resource(
                        new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .withData(Map.of("value", value))
                                .build())
                .create();
    }

    private void change(String name, String value) {
        fabric8.configMaps()
                .inNamespace(NAMESPACE)
                .withName(name)
                .edit(map -> new ConfigMapBuilder(map).withData(Map.of("value", value)).build());
    }
}
