package io.leme.gateway.process;

import static io.leme.gateway.process.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// fabric8 elects a leader by a lease.
@Tag("process")
class LeaderElectionTest {
    private static final String NAMESPACE = "default";
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration RENEW = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofMillis(200);

    @TempDir private Path folder;
    private TestGateway gateway;
    private final List<String> leaders = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        Programs.require("etcd");
        gateway = TestGateway.start(folder);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void fabric8HandsLeadershipOn() throws Exception {
        try (KubernetesClient client =
                new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(gateway.kubeconfig()))
                        .build()) {
            CompletableFuture<?> first = stand(client, "a");
            assertEventually(() -> assertThat(leaders).containsExactly("a"));
            CompletableFuture<?> second = stand(client, "b");
            first.cancel(true);

            assertEventually(() -> assertThat(leaders).containsExactly("a", "b"));
            second.cancel(true);
        }
        ClientTable.note("fabric8", KubernetesClient.class, List.of("leader election"));
    }

    private CompletableFuture<?> stand(KubernetesClient client, String candidate) {
        return client.leaderElector()
                .withConfig(
                        new LeaderElectionConfigBuilder()
                                .withName("election")
                                .withLock(new LeaseLock(NAMESPACE, "fabric8", candidate))
                                .withLeaseDuration(LEASE)
                                .withRenewDeadline(RENEW)
                                .withRetryPeriod(RETRY)
                                .withReleaseOnCancel(true)
                                .withLeaderCallbacks(
                                        new LeaderCallbacks(
                                                () -> leaders.add(candidate), () -> {}, id -> {}))
                                .build())
                .build()
                .start();
    }
}
