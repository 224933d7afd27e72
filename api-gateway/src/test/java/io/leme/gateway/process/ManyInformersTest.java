package io.leme.gateway.process;

import static io.leme.gateway.process.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Fifty informers of both Java clients over random writes, while first the gateway and then the
/// store is stopped and started again. `-Dleme.informers.seconds=3600
/// -Dleme.test.fork-seconds=4500` makes it last longer than the three seconds that every build has
/// time for.
@Tag("process")
class ManyInformersTest {
    static final String NAMESPACE = "crowd";

    private static final int EACH_CLIENT = 25;
    private static final int WRITERS = 2;
    private static final Duration HOW_LONG =
            Duration.ofSeconds(Integer.getInteger("leme.informers.seconds", 3));

    @TempDir private Path folder;
    private TestGateway gateway;
    private KubernetesClient fabric8;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<Witness> witnesses = new ArrayList<>();
    private final List<Supplier<Map<String, Long>>> stores = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        Programs.require("etcd");
        gateway = TestGateway.start(folder);
        fabric8 = gateway.fabric8();
        opened.add(fabric8);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void everyInformerEndsWithWhatAListSaysAndHearsEveryEventOnceAndInOrder() throws Exception {
        RandomWrites.createNamespace(fabric8);
        openFabric8Informers();
        openOfficialInformers();
        try (var writes = RandomWrites.start(fabric8, WRITERS)) {
            Duration third = HOW_LONG.dividedBy(3);
            writes.awaitMore(third);
            gateway.restart();
            writes.awaitMore(third);
            gateway.restartStore();
            writes.awaitMore(third);
        }

        assertEventually(() -> assertAllHave(listed()));
        assertThat(witnesses).hasSize(2 * EACH_CLIENT);
        assertThat(witnesses).flatExtracting(Witness::faults).isEmpty();
        List<String> done = List.of("25 informers over random writes and restarts");
        ClientTable.note("fabric8", KubernetesClient.class, done);
        ClientTable.note("official Java client", KubeConfig.class, done);
    }

    private void assertAllHave(Map<String, Long> listed) {
        assertThat(stores).allSatisfy(store -> assertThat(store.get()).isEqualTo(listed));
        assertThat(witnesses)
                .allSatisfy(witness -> assertThat(witness.present()).isEqualTo(listed));
    }

    private Map<String, Long> listed() {
        return versions(fabric8.configMaps().inNamespace(NAMESPACE).list().getItems());
    }

    private static Map<String, Long> versions(List<ConfigMap> maps) {
        Map<String, Long> versions = new TreeMap<>();
        maps.forEach(map ->
                versions.put(
                        map.getMetadata().getName(),
                        Long.parseLong(map.getMetadata().getResourceVersion())));
        return versions;
    }

    private void openFabric8Informers() {
        for (int number = 0; number < EACH_CLIENT; number++) {
            Witness witness = new Witness();
            SharedIndexInformer<ConfigMap> informer =
                    fabric8.configMaps().inNamespace(NAMESPACE).inform(new Fabric8Handler(witness));
            witnesses.add(witness);
            stores.add(() -> versions(informer.getStore().list()));
            opened.add(informer);
        }
    }

    private void openOfficialInformers() throws IOException {
        var kubeconfig = KubeConfig.loadKubeConfig(new StringReader(gateway.kubeconfig()));
        ApiClient client = ClientBuilder.kubeconfig(kubeconfig).build();
        client.setReadTimeout(0);
        for (int number = 0; number < EACH_CLIENT; number++) {
            Witness witness = new Witness();
            var factory = new SharedInformerFactory(client);
            var informer = OfficialInformers.ofConfigMaps(factory, client, NAMESPACE, witness);
            factory.startAllRegisteredInformers();
            witnesses.add(witness);
            stores.add(() -> OfficialInformers.versions(informer.getIndexer().list()));
            opened.add(() -> factory.stopAllRegisteredInformers(true));
        }
    }
}
