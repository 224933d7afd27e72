package io.leme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.leme.client.error.ErrorReason;
import io.leme.client.error.StoreException;
import io.leme.client.fake.RecordedLease;
import org.junit.jupiter.api.Test;

/// Leases, against a server that forgets and ignores them.
final class LeaseTest extends ClientOfFakeEtcd {
    private final RecordedLease heard = new RecordedLease();

    @Test
    void renewalsGoOn() throws Exception {
        client.leases().keepAlive(7, heard);

        for (int i = 0; i < 3; i++) {
            assertThat(heard.next()).isEqualTo("renewed 3");
        }
        assertThat(etcd.lease().streams()).isEqualTo(1);
    }

    @Test
    void leasesShareOneStream() throws Exception {
        RecordedLease other = new RecordedLease();
        client.leases().keepAlive(7, heard);
        client.leases().keepAlive(8, other);

        assertThat(heard.next()).isEqualTo("renewed 3");
        assertThat(other.next()).isEqualTo("renewed 3");
        assertThat(etcd.lease().streams()).isEqualTo(1);
    }

    @Test
    void renewalsSurviveABrokenStream() throws Exception {
        client.leases().keepAlive(7, heard);
        assertThat(heard.next()).isEqualTo("renewed 3");

        etcd.lease().drop(Status.UNAVAILABLE.withDescription("etcdserver: no leader"));

        assertThat(heard.next()).isEqualTo("renewed 3");
        assertThat(etcd.lease().streams()).isEqualTo(2);
    }

    @Test
    void aLeaseTheServerForgotIsLost() throws Exception {
        client.leases().keepAlive(7, heard);
        assertThat(heard.next()).isEqualTo("renewed 3");

        etcd.lease().ttl(0);

        assertThat(heard.next()).isEqualTo("lost NOT_FOUND");
    }

    @Test
    void aLeaseWhoseRenewalsAreIgnoredIsLostWhenItsTimeIsUp() throws Exception {
        etcd.lease().ttl(1);
        client.leases().keepAlive(7, heard);
        assertThat(heard.next()).isEqualTo("renewed 1");

        etcd.lease().mute();

        assertThat(heard.next()).isEqualTo("lost DEADLINE_EXCEEDED");
    }

    @Test
    void aRefusedStreamLosesItsLeases() throws Exception {
        client.leases().keepAlive(7, heard);
        assertThat(heard.next()).isEqualTo("renewed 3");

        etcd.lease().drop(Status.PERMISSION_DENIED);

        assertThat(heard.next()).isEqualTo("lost PERMISSION_DENIED");
    }

    @Test
    void oneRenewalAnswersWithTheTimeToLive() {
        etcd.lease().ttl(5);
        assertThat(client.leases().keepAliveOnce(7)).isEqualTo(5);

        etcd.lease().ttl(0);
        assertThatThrownBy(() -> client.leases().keepAliveOnce(7))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure ->
                                assertThat(failure.reason())
                                        .isEqualTo(ErrorReason.LEASE_NOT_FOUND));
    }

    @Test
    void aGrantWhoseAnswerIsLostIsNotSentAgain() {
        etcd.faults().loseAnswers(true);

        assertThatThrownBy(() -> client.leases().grant(5)).isInstanceOf(StoreException.class);

        assertThat(etcd.faults().asked()).isEqualTo(1);
    }
}
