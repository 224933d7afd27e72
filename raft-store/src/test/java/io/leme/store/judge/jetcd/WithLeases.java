package io.leme.store.judge.jetcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.Lease;
import io.etcd.jetcd.lease.LeaseKeepAliveResponse;
import io.etcd.jetcd.options.LeaseOption;
import io.etcd.jetcd.options.PutOption;
import io.grpc.stub.StreamObserver;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.Eventually;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Leases: grant, renew, look at, revoke, expire.
abstract class WithLeases {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final LeaseOption WITH_KEYS = LeaseOption.builder().withAttachedKeys().build();

    private final Client client;
    private final Lease leases;

    WithLeases(Cluster cluster) {
        client = Client.builder().endpoints(Endpoints.of(cluster)).build();
        leases = client.getLeaseClient();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aLeaseTellsItsTimeAndItsKeysAndTakesThemAlong() {
        var granted = join(leases.grant(600));
        put("leased", granted.getID());

        var alive = join(leases.timeToLive(granted.getID(), WITH_KEYS));
        assertThat(alive.getGrantedTTL()).isEqualTo(600);
        assertThat(alive.getTTL()).isBetween(590L, 600L);
        assertThat(alive.getKeys()).containsExactly(Endpoints.bytes("leased"));
        assertThat(join(leases.keepAliveOnce(granted.getID())).getTTL()).isEqualTo(600);

        join(leases.revoke(granted.getID()));
        assertThat(count("leased")).isZero();
        assertThat(join(leases.timeToLive(granted.getID(), WITH_KEYS)).getTTL()).isEqualTo(-1);
        assertThatThrownBy(() -> join(leases.revoke(granted.getID())))
                .hasMessageContaining("requested lease not found");
    }

    @Test
    void aLeaseThatNobodyRenewsExpiresAndNotEarly() {
        long asked = System.nanoTime();
        var granted = join(leases.grant(2));
        put("expires", granted.getID());
        Eventually.eventually(BOUND, "the key is gone", () -> count("expires") == 0);
        Duration lived = Duration.ofNanos(System.nanoTime() - asked);

        assertThat(lived).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aRenewedLeaseOutlivesItsTime() {
        var granted = join(leases.grant(2));
        put("renewed", granted.getID());
        var renewals = new AtomicInteger();
        var failure = new CompletableFuture<Throwable>();
        try (var renewing = leases.keepAlive(granted.getID(), observer(renewals, failure))) {
            Eventually.eventually(BOUND, "six renewals", () -> renewals.get() >= 6);
            assertThat(failure).isNotDone();
            assertThat(count("renewed")).isEqualTo(1);
        }
        Eventually.eventually(BOUND, "the key is gone", () -> count("renewed") == 0);
    }

    private static StreamObserver<LeaseKeepAliveResponse> observer(
            AtomicInteger renewals, CompletableFuture<Throwable> failure) {
        return new StreamObserver<>() {
            @Override
            public void onNext(LeaseKeepAliveResponse response) {
                renewals.incrementAndGet();
            }

            @Override
            public void onError(Throwable problem) {
                failure.complete(problem);
            }

            @Override
            public void onCompleted() {
                // The test ends the renewal; nothing is left to do.
            }
        };
    }

    private void put(String key, long lease) {
        var option = PutOption.builder().withLeaseId(lease).build();
        join(client.getKVClient().put(Endpoints.bytes(key), Endpoints.bytes("v"), option));
    }

    private long count(String key) {
        return join(client.getKVClient().get(Endpoints.bytes(key))).getCount();
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(15, TimeUnit.SECONDS).join();
    }
}
