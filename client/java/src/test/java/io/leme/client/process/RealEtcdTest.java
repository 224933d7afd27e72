package io.leme.client.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leme.client.LemeClient;
import io.leme.client.error.ErrorFamily;
import io.leme.client.error.ErrorReason;
import io.leme.client.error.StoreException;
import io.leme.client.fake.RecordedLease;
import io.leme.client.fake.RecordedWatch;
import io.leme.client.kv.ByteSequence;
import io.leme.client.kv.Compare;
import io.leme.client.kv.DeleteOptions;
import io.leme.client.kv.KeyRange;
import io.leme.client.kv.KeyValue;
import io.leme.client.kv.Operation;
import io.leme.client.kv.Projection;
import io.leme.client.kv.PutOptions;
import io.leme.client.kv.RangeOptions;
import io.leme.client.kv.RangeResult;
import io.leme.client.kv.Sort;
import io.leme.client.kv.Txn;
import io.leme.client.kv.TxnResult;
import io.leme.client.lease.LeaseGrant;
import io.leme.client.lease.LeaseKeepAlive;
import io.leme.client.watch.WatchRequest;
import io.leme.client.watch.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
final class RealEtcdTest {
    private static final ByteSequence A = ByteSequence.utf8("a");
    private static final ByteSequence B = ByteSequence.utf8("b");
    private static final ByteSequence ONE = ByteSequence.utf8("1");
    private static final ByteSequence TWO = ByteSequence.utf8("2");

    @TempDir private Path directory;
    private EtcdProcess etcd;
    private LemeClient client;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(EtcdProcess.isInstalled(), "there is no etcd on the PATH");
        etcd = EtcdProcess.start(directory);
        client =
                LemeClient.builder()
                        .endpoints(etcd.endpoint())
                        .requestTimeout(Duration.ofSeconds(20))
                        .build();
        assertThat(client.kv().get(A).revision()).as("a fresh store").isEqualTo(1);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (client != null) {
            client.close();
            etcd.close();
        }
    }

    @Test
    void whatWasPutIsFoundWithItsHistory() {
        assertThat(client.kv().put(A, ONE).revision()).isEqualTo(2);
        assertThat(client.kv().put(A, TWO, PutOptions.standard().withPrevious(true)).previous())
                .isEqualTo(new KeyValue(A, ONE, 2, 2, 1, 0));

        assertThat(client.kv().get(A).first()).hasValue(new KeyValue(A, TWO, 2, 3, 2, 0));
        RangeOptions past = RangeOptions.standard().withRevision(2);
        assertThat(client.kv().range(KeyRange.single(A), past).first())
                .hasValue(new KeyValue(A, ONE, 2, 2, 1, 0));
    }

    @Test
    void rangesAreCutSortedCountedAndBare() {
        for (int i = 0; i < 5; i++) {
            client.kv().put(ByteSequence.utf8("k" + i), ONE);
        }
        KeyRange all = KeyRange.prefix(ByteSequence.utf8("k"));

        RangeResult page = client.kv().range(all, RangeOptions.standard().withLimit(2));
        assertThat(page.kvs()).hasSize(2);
        assertThat(page.more()).isTrue();
        assertThat(page.count()).isEqualTo(5);

        RangeOptions backwards =
                RangeOptions.standard()
                        .withSort(Sort.descending(Sort.Field.KEY))
                        .withProjection(Projection.KEYS_ONLY);
        KeyValue first = client.kv().range(all, backwards).kvs().get(0);
        assertThat(first.key().toUtf8()).isEqualTo("k4");
        assertThat(first.value().isEmpty()).isTrue();

        RangeOptions count = RangeOptions.standard().withProjection(Projection.COUNT_ONLY);
        assertThat(client.kv().range(all, count).count()).isEqualTo(5);
        assertThat(client.kv().delete(all, DeleteOptions.standard()).deleted()).isEqualTo(5);
    }

    @Test
    void transactionsTakeTheSideTheirConditionsSay() {
        Txn create =
                Txn.when(Compare.absent(A))
                        .then(Operation.put(A, ONE), Operation.get(A))
                        .otherwise(Operation.get(A));

        TxnResult made = client.kv().txn(create);
        assertThat(made.succeeded()).isTrue();
        assertThat(made.revision()).isEqualTo(2);
        assertThat(made.range(1).first()).hasValue(new KeyValue(A, ONE, 2, 2, 1, 0));

        TxnResult found = client.kv().txn(create);
        assertThat(found.succeeded()).isFalse();
        assertThat(found.range(0).first()).hasValue(new KeyValue(A, ONE, 2, 2, 1, 0));

        Txn inner =
                Txn.when(
                                Compare.value(A, Compare.Relation.EQUAL, ONE),
                                Compare.unchangedSince(A, 2),
                                Compare.version(A, Compare.Relation.LESS, 2),
                                Compare.createRevision(A, Compare.Relation.GREATER, 1),
                                Compare.lease(A, Compare.Relation.NOT_EQUAL, 1))
                        .then(Operation.nested(Txn.of(Operation.delete(A))));
        assertThat(client.kv().txn(inner).succeeded()).isTrue();
        assertThat(client.kv().get(A).first()).isEmpty();
    }

    @Test
    void refusalsCarryTheStoresOwnWords() {
        client.kv().put(A, ONE);
        client.kv().put(A, TWO);
        client.kv().compact(3, true);

        assertRefused(() -> read(2), ErrorReason.COMPACTED);
        assertRefused(() -> read(9), ErrorReason.FUTURE_REVISION);
        assertRefused(
                () -> client.kv().put(A, ONE, PutOptions.standard().withLease(7)),
                ErrorReason.LEASE_NOT_FOUND);
        assertRefused(
                () ->
                        client.kv()
                                .put(
                                        B,
                                        ByteSequence.empty(),
                                        PutOptions.standard().withKeepValue(true)),
                ErrorReason.KEY_NOT_FOUND);
        assertRefused(
                () -> client.kv().txn(Txn.of(Operation.put(A, ONE), Operation.put(A, TWO))),
                ErrorReason.DUPLICATE_KEY);
        assertRefused(
                () -> client.kv().put(A, ByteSequence.wrap(new byte[1_600_000])),
                ErrorReason.REQUEST_TOO_LARGE);
        assertRefused(() -> client.leases().revoke(7), ErrorReason.LEASE_NOT_FOUND);
        assertRefused(() -> client.leases().keepAliveOnce(7), ErrorReason.LEASE_NOT_FOUND);
    }

    private void read(long revision) {
        client.kv().range(KeyRange.single(A), RangeOptions.standard().withRevision(revision));
    }

    private static void assertRefused(Runnable request, ErrorReason reason) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        refusal -> {
                            assertThat(refusal.reason()).isEqualTo(reason);
                            assertThat(refusal.family()).isEqualTo(ErrorFamily.REJECTED);
                        });
    }

    @Test
    void aMessageTooLargeForTheServerIsRefused() {
        assertThatThrownBy(() -> client.kv().put(A, ByteSequence.wrap(new byte[3_000_000])))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        refusal -> assertThat(refusal.family()).isEqualTo(ErrorFamily.REJECTED));
    }

    @Test
    void aWatcherSeesEveryChangeOnceAcrossARestart() throws Exception {
        RecordedWatch seen = new RecordedWatch();
        KeyRange all = KeyRange.prefix(ByteSequence.utf8("w"));
        try (Watcher watcher = client.watches().watch(WatchRequest.of(all), seen)) {
            assertThat(watcher.created().get()).isEqualTo(1);
            client.kv().put(ByteSequence.utf8("w1"), ONE);
            assertThat(seen.next()).isEqualTo("put w1=1@2");

            etcd.kill();
            assertThat(seen.next()).isEqualTo("broken");
            etcd.start();
            client.kv().get(A);
            client.kv().put(ByteSequence.utf8("w2"), TWO);
            client.kv().delete(ByteSequence.utf8("w1"));

            assertThat(seen.next(2)).containsExactly("put w2=2@3", "del w1@4");
            watcher.requestProgress();
            assertThat(seen.next()).isEqualTo("progress 4");
        }
        assertThat(seen.next()).isEqualTo("closed");
        assertThat(seen.unread()).isEmpty();
    }

    @Test
    void aWatcherOfLostHistoryHearsSo() throws Exception {
        client.kv().put(A, ONE);
        client.kv().put(A, TWO);
        client.kv().compact(3, true);
        RecordedWatch seen = new RecordedWatch();

        client.watches().watch(WatchRequest.of(KeyRange.single(A)).withStartRevision(2), seen);

        assertThat(seen.next(2)).containsExactly("compacted 3", "closed");
    }

    @Test
    void largeBatchesComeInOnePiece() throws Exception {
        ByteSequence large = ByteSequence.wrap(new byte[1_000_000]);
        for (int i = 0; i < 6; i++) {
            client.kv().put(A, large);
        }
        RecordedWatch seen = new RecordedWatch();

        client.watches().watch(WatchRequest.of(KeyRange.single(A)).withStartRevision(2), seen);

        for (int revision = 2; revision < 8; revision++) {
            assertThat(seen.next()).startsWith("put a=").endsWith("@" + revision);
        }
    }

    @Test
    void aLeaseLivesAsLongAsItIsRenewed() throws Exception {
        LeaseGrant lease = client.leases().grant(2);
        client.kv().put(A, ONE, PutOptions.standard().withLease(lease.id()));
        RecordedWatch seen = new RecordedWatch();
        client.watches().watch(WatchRequest.of(KeyRange.single(A)), seen);
        RecordedLease heard = new RecordedLease();

        try (LeaseKeepAlive renewing = client.leases().keepAlive(lease.id(), heard)) {
            assertThat(renewing.id()).isEqualTo(lease.id());
            for (int i = 0; i < 5; i++) {
                assertThat(heard.next()).isEqualTo("renewed 2");
            }
            assertThat(client.leases().timeToLive(lease.id(), true).keys()).containsExactly(A);
            assertThat(client.leases().leases()).containsExactly(lease.id());
            assertThat(seen.unread()).isEmpty();
        }

        assertThat(seen.next()).startsWith("del a@");
        assertThat(client.leases().timeToLive(lease.id(), false).exists()).isFalse();
    }

    @Test
    void aRevokedLeaseIsLost() throws Exception {
        LeaseGrant lease = client.leases().grant(3);
        RecordedLease heard = new RecordedLease();
        client.leases().keepAlive(lease.id(), heard);
        assertThat(heard.next()).isEqualTo("renewed 3");

        client.leases().revoke(lease.id());

        assertThat(heard.next()).isEqualTo("lost NOT_FOUND");
    }

    @Test
    void theMemberTellsHowItIs() {
        client.kv().put(A, ONE);
        var endpoint = client.maintenance().endpoints().get(0);

        assertThat(client.maintenance().health(endpoint).healthy()).isTrue();
        assertThat(client.maintenance().status(endpoint).isLeader()).isTrue();
        assertThat(client.maintenance().members(true))
                .singleElement()
                .satisfies(
                        member -> assertThat(member.clientUrls()).containsExactly(etcd.endpoint()));
        assertThat(client.maintenance().hash(endpoint, 0).compactRevision()).isEqualTo(-1);
    }
}
