package io.leme.gateway.process;

import static io.leme.gateway.process.Eventually.assertEventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.kubernetes.client.extended.leaderelection.LeaderElector;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoordinationV1Api;
import io.kubernetes.client.openapi.models.V1LeaseSpec;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both Java clients elect a leader by a lease.
@Tag("process")
class LeaderElectionTest {
    private static final String NAMESPACE = "default";
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration RENEW = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofMillis(200);

    /// Longer than a restart takes on a slow machine, and shorter than what the test waits.
    private static final Duration LONG_LEASE = Duration.ofSeconds(20);

    private static final Duration LONG_RENEW = Duration.ofSeconds(15);

    /// The client waits as many whole seconds for a renewal under way before it gives a lease up.
    private static final Duration LONG_RETRY = Duration.ofSeconds(1);

    private static final String OFFICIAL = "official";

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
        try (KubernetesClient client = gateway.fabric8()) {
            CompletableFuture<?> first = stand(client, "a");
            assertEventually(() -> assertThat(leaders).containsExactly("a"));
            CompletableFuture<?> second = stand(client, "b");
            first.cancel(true);

            assertEventually(() -> assertThat(leaders).containsExactly("a", "b"));
            second.cancel(true);
        }
        ClientTable.note("fabric8", KubernetesClient.class, List.of("leader election"));
    }

    /// Its leader goes on renewing the lease when the gateway is back, and is followed only when it
    /// gives it up.
    @Test
    void theOfficialClientKeepsItsLeaderAcrossARestartOfTheGateway() throws Exception {
        var kubeconfig = KubeConfig.loadKubeConfig(new StringReader(gateway.kubeconfig()));
        ApiClient client = ClientBuilder.kubeconfig(kubeconfig).build();
        var leases = new CoordinationV1Api(client);
        List<String> deposed = new CopyOnWriteArrayList<>();
        try (var first = elector(client, "a");
                var second = elector(client, "b")) {
            Thread.ofVirtual()
                    .start(() -> first.run(() -> leaders.add("a"), () -> deposed.add("a")));
            assertEventually(() -> assertThat(leaders).containsExactly("a"));
            Thread.ofVirtual()
                    .start(() -> second.run(() -> leaders.add("b"), () -> deposed.add("b")));

            gateway.restart();
            OffsetDateTime before = eventuallyRenewed(leases, OffsetDateTime.MIN);
            eventuallyRenewed(leases, before);
            assertThat(leaders).containsExactly("a");
            assertThat(deposed).isEmpty();

            first.close();
            assertEventually(() -> assertThat(leaders).containsExactly("a", "b"));
        }
        ClientTable.note("official Java client", KubeConfig.class, List.of("leader election"));
    }

    private static OffsetDateTime eventuallyRenewed(CoordinationV1Api leases, OffsetDateTime after)
            throws InterruptedException {
        AtomicReference<OffsetDateTime> renewed = new AtomicReference<>(after);
        assertEventually(() -> {
            V1LeaseSpec lease =
                    requireNonNull(
                            leases.readNamespacedLease(OFFICIAL, NAMESPACE).execute().getSpec());
            assertThat(lease.getHolderIdentity()).isEqualTo("a");
            assertThat(lease.getRenewTime()).isAfter(after);
            renewed.set(lease.getRenewTime());
        });
        return renewed.get();
    }

    private static LeaderElector elector(ApiClient client, String candidate) {
        return new LeaderElector(
                new LeaderElectionConfig(
                        new io.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock(
                                NAMESPACE, OFFICIAL, candidate, client),
                        LONG_LEASE,
                        LONG_RENEW,
                        LONG_RETRY));
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
