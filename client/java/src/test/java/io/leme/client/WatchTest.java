package io.leme.client;

import static io.leme.client.fake.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.leme.client.error.StoreException;
import io.leme.client.fake.FakeEtcd;
import io.leme.client.fake.FakeStore;
import io.leme.client.fake.RecordedWatch;
import io.leme.client.kv.ByteSequence;
import io.leme.client.kv.KeyRange;
import io.leme.client.watch.WatchBatch;
import io.leme.client.watch.WatchListener;
import io.leme.client.watch.WatchRequest;
import io.leme.client.watch.Watcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Watchers, against a server that drops, stutters, refuses and floods them.
final class WatchTest {
    private static final WatchRequest ALL_A =
            WatchRequest.of(KeyRange.prefix(ByteSequence.utf8("a")));

    private final FakeStore store = new FakeStore();
    private final RecordedWatch seen = new RecordedWatch();
    private FakeEtcd etcd;
    private LemeClient client;

    @BeforeEach
    void start() throws IOException {
        etcd = FakeEtcd.start(store);
        client = LemeClient.builder().endpoints(etcd.endpoint()).build();
    }

    @AfterEach
    void stop() throws InterruptedException {
        client.close();
        etcd.close();
    }

    private Watcher watch(WatchRequest request) throws ExecutionException, InterruptedException {
        Watcher watcher = client.watches().watch(request, seen);
        watcher.created().get();
        return watcher;
    }

    @Test
    void changesFromNowOnArriveInOrder() throws Exception {
        store.put("a1", "old");
        watch(ALL_A);

        store.put("a1", "x", "a2", "y");
        store.put("b", "not watched");
        store.delete("a1");

        assertThat(seen.next(3)).containsExactly("put a1=x@3", "put a2=y@3", "del a1@5");
    }

    @Test
    void changesFromThePastComeFirst() throws Exception {
        store.put("a1", "x");
        store.put("a1", "y");
        watch(ALL_A.withStartRevision(3));
        store.put("a1", "z");

        assertThat(seen.next(2)).containsExactly("put a1=y@3", "put a1=z@4");
    }

    @Test
    void watchersShareOneStreamUnlessTheyAskForTheirOwn() throws Exception {
        watch(ALL_A);
        watch(ALL_A);
        assertThat(etcd.watch().streams()).isEqualTo(1);

        watch(ALL_A.withOwnStream(true)).close();
        assertThat(etcd.watch().streams()).isEqualTo(2);
        eventually(() -> assertThat(etcd.watch().openStreams()).isEqualTo(1));
    }

    @Test
    void aDroppedStreamIsResumedWithoutLossOrDuplicates() throws Exception {
        watch(ALL_A);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            long revision = store.put("a", "v" + i);
            expected.add("put a=v" + i + "@" + revision);
            if (i % 10 == 5) {
                etcd.watch().drop(Status.UNAVAILABLE.withDescription("etcdserver: no leader"));
            }
        }

        assertThat(seen.nextChanges(50)).isEqualTo(expected);
        assertThat(etcd.watch().streams()).isGreaterThan(1);
    }

    @Test
    void aKilledServerIsResumedWhenItIsBack() throws Exception {
        watch(ALL_A);
        store.put("a", "1");
        assertThat(seen.next()).isEqualTo("put a=1@2");

        etcd.kill();
        assertThat(seen.next()).isEqualTo("broken");
        store.put("a", "2");
        etcd.start();

        assertThat(seen.next()).isEqualTo("put a=2@3");
        assertThat(etcd.watch().starts()).last().isEqualTo(3L);
    }

    @Test
    void everyOutageIsToldOnce() throws Exception {
        watch(ALL_A);
        for (int i = 0; i < 3; i++) {
            etcd.kill();
            assertThat(seen.next()).isEqualTo("broken");
            etcd.start();
            long revision = store.put("a", "v");
            assertThat(seen.next()).isEqualTo("put a=v@" + revision);
        }
    }

    @Test
    void aWatcherFromNowResumesFromTheNowOfItsBeginning() throws Exception {
        store.put("a", "old");
        watch(ALL_A);
        etcd.kill();
        store.put("a", "missed otherwise");
        etcd.start();

        assertThat(seen.nextChanges(1)).containsExactly("put a=missed otherwise@3");
        assertThat(etcd.watch().starts()).containsExactly(0L, 3L);
    }

    @Test
    void progressIsWhereAWatcherResumes() throws Exception {
        watch(ALL_A.withProgressNotify(true));
        store.put("b", "not watched");
        etcd.watch().tellProgress();
        assertThat(seen.next()).isEqualTo("progress 2");

        etcd.watch().drop(Status.UNAVAILABLE);
        assertThat(seen.next()).isEqualTo("broken");

        eventually(() -> assertThat(etcd.watch().starts()).containsExactly(0L, 3L));
    }

    @Test
    void requestedProgressReachesEveryWatcherOfTheStream() throws Exception {
        RecordedWatch other = new RecordedWatch();
        client.watches().watch(ALL_A, other).created().get();
        Watcher watcher = watch(ALL_A);
        store.put("a", "1");

        watcher.requestProgress();

        assertThat(seen.next(2)).containsExactly("put a=1@2", "progress 2");
        assertThat(other.next(2)).containsExactly("put a=1@2", "progress 2");
    }

    @Test
    void piecesAreOneBatchAgain() throws Exception {
        etcd.watch().breakAfterPieces(Integer.MAX_VALUE);
        CompletableFuture<WatchBatch> first = new CompletableFuture<>();
        client.watches().watch(ALL_A, onEvents(first::complete)).created().get();

        store.put("a1", "x", "a2", "y", "a3", "z");

        assertThat(first.get().events()).hasSize(3);
        assertThat(first.get().revision()).isEqualTo(2);
    }

    @Test
    void aBreakBetweenPiecesLosesAndRepeatsNothing() throws Exception {
        watch(ALL_A);
        store.put("a0", "w");
        assertThat(seen.next()).isEqualTo("put a0=w@2");
        etcd.watch().breakAfterPieces(2);

        store.put("a1", "x", "a2", "y", "a3", "z");

        assertThat(seen.next(4))
                .containsExactly("broken", "put a1=x@3", "put a2=y@3", "put a3=z@3");
        assertThat(etcd.watch().starts()).containsExactly(0L, 3L);
        store.put("a4", "end");
        assertThat(seen.next()).isEqualTo("put a4=end@4");
    }

    @Test
    void whatComesTwiceIsHeardOnce() throws Exception {
        etcd.watch().stutter();
        watch(ALL_A);

        store.put("a1", "x");
        store.put("a1", "y");

        assertThat(seen.next(2)).containsExactly("put a1=x@2", "put a1=y@3");
        store.put("a1", "z");
        assertThat(seen.next()).isEqualTo("put a1=z@4");
    }

    @Test
    void compactionEndsAWatcherThatNeededMore() throws Exception {
        for (int i = 0; i < 5; i++) {
            store.put("a", "v");
        }
        store.compact(4);

        watch(ALL_A.withStartRevision(2));

        assertThat(seen.next(2)).containsExactly("compacted 4", "closed");
        eventually(() -> assertThat(etcd.watch().openStreams()).isZero());
    }

    @Test
    void compactionDuringABreakEndsTheWatcherToo() throws Exception {
        watch(ALL_A);
        etcd.kill();
        for (int i = 0; i < 5; i++) {
            store.put("a", "v");
        }
        store.compact(4);
        etcd.start();

        assertThat(seen.nextChanges(2)).containsExactly("compacted 4", "closed");
    }

    @Test
    void aRefusalEndsTheWatcherWithTheServersWords() throws Exception {
        etcd.watch()
                .refuse("rpc error: code = PermissionDenied desc = etcdserver: permission denied");

        Watcher watcher = client.watches().watch(ALL_A, seen);

        assertThat(seen.next(2))
                .containsExactly("error PERMISSION_DENIED etcdserver: permission denied", "closed");
        assertThatThrownBy(watcher.created()::get).hasCauseInstanceOf(StoreException.class);
    }

    @Test
    void aStreamThatIsRefusedForGoodEndsAllItsWatchers() throws Exception {
        watch(ALL_A);
        etcd.watch()
                .drop(Status.PERMISSION_DENIED.withDescription("etcdserver: permission denied"));

        assertThat(seen.next(2))
                .containsExactly("error PERMISSION_DENIED etcdserver: permission denied", "closed");
    }

    @Test
    void closingEndsTheWatcherHereAndAtTheServer() throws Exception {
        Watcher watcher = watch(ALL_A);
        RecordedWatch other = new RecordedWatch();
        client.watches().watch(ALL_A, other).created().get();

        watcher.close();
        watcher.close();
        store.put("a", "1");

        assertThat(other.next()).isEqualTo("put a=1@2");
        assertThat(seen.next()).isEqualTo("closed");
        assertThat(seen.unread()).isEmpty();
        eventually(() -> assertThat(etcd.watch().cancelled()).containsExactly(1L));
    }

    @Test
    void closingDropsWhatWasNotHeardYet() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        AtomicInteger heard = new AtomicInteger();
        Watcher watcher =
                client.watches()
                        .watch(
                                ALL_A,
                                onEvents(batch -> {
                                    heard.incrementAndGet();
                                    entered.countDown();
                                    awaitQuietly(hold);
                                }));
        watcher.created().get();
        watch(ALL_A);
        store.put("a", "1");
        store.put("a", "2");
        assertThat(seen.next(2)).containsExactly("put a=1@2", "put a=2@3");
        entered.await();

        watcher.close();
        hold.countDown();
        store.put("a", "3");

        assertThat(seen.next()).isEqualTo("put a=3@4");
        client.close();
        assertThat(seen.next()).isEqualTo("closed");
        assertThat(heard).hasValue(1);
    }

    @Test
    void closingTheClientClosesItsWatchers() throws Exception {
        watch(ALL_A);

        client.close();

        assertThat(seen.next()).isEqualTo("closed");
        assertThatThrownBy(() -> client.watches().watch(ALL_A, seen))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void aListenerThatThrowsEndsItsWatcherAndNoOther() throws Exception {
        watch(ALL_A);
        AtomicReference<StoreException> error = new AtomicReference<>();
        CountDownLatch closed = new CountDownLatch(1);
        client.watches().watch(ALL_A, new Clumsy(error, closed)).created().get();

        store.put("a", "1");
        closed.await();
        store.put("a", "2");

        assertThat(error.get()).hasRootCauseMessage("stumbled");
        assertThat(seen.next(2)).containsExactly("put a=1@2", "put a=2@3");
    }

    /// Fails at the first change.
    private record Clumsy(AtomicReference<StoreException> error, CountDownLatch closed)
            implements WatchListener {
        @Override
        public void onEvents(WatchBatch batch) {
            throw new IllegalStateException("stumbled");
        }

        @Override
        public void onCompacted(long compactRevision) {}

        @Override
        public void onError(StoreException failure) {
            error.set(failure);
        }

        @Override
        public void onClosed() {
            closed.countDown();
        }
    }

    @Test
    void aSlowListenerHoldsTheServerBackAndMissesNothing() throws Exception {
        String value = "x".repeat(10_000);
        for (int i = 0; i < 2_000; i++) {
            store.put("a", value);
        }
        CountDownLatch hold = new CountDownLatch(1);
        AtomicInteger heard = new AtomicInteger();
        try (LemeClient narrow =
                LemeClient.builder().endpoints(etcd.endpoint()).watchBufferBytes(100_000).build()) {
            Watcher watcher =
                    narrow.watches()
                            .watch(
                                    ALL_A.withStartRevision(2),
                                    onEvents(batch -> {
                                        awaitQuietly(hold);
                                        heard.addAndGet(batch.events().size());
                                    }));
            watcher.created().get();

            // The transport's window is 1 MiB, so that some 120 of 2000 answers can be under way.
            assertThat(settled(etcd.watch()::said)).isBetween(10, 500);
            narrow.kv().put(ByteSequence.utf8("b"), ByteSequence.utf8("still served"));
            assertThat(heard).hasValue(0);

            hold.countDown();
            eventually(() -> assertThat(heard).hasValue(2_000));
        }
    }

    @Test
    void aListenerMayCloseItsWatcherOnTheNetworksOwnThread() throws Exception {
        AtomicReference<Watcher> itself = new AtomicReference<>();
        CompletableFuture<Long> heard = new CompletableFuture<>();
        try (LemeClient direct =
                LemeClient.builder().endpoints(etcd.endpoint()).executor(Runnable::run).build()) {
            itself.set(
                    direct.watches()
                            .watch(
                                    ALL_A,
                                    onEvents(batch -> {
                                        itself.get().close();
                                        heard.complete(batch.revision());
                                    })));
            itself.get().created().get();

            store.put("a", "1");
            store.put("a", "2");

            assertThat(heard.get()).isEqualTo(2);
            eventually(() -> assertThat(etcd.watch().openStreams()).isZero());
        }
    }

    /// What a number is when it has stayed the same for a while and is not 0.
    private static int settled(IntSupplier number) {
        int[] last = {-1};
        int[] looks = {0};
        eventually(() -> {
            int now = number.getAsInt();
            looks[0] = now == last[0] ? looks[0] + 1 : 0;
            last[0] = now;
            assertThat(looks[0]).isGreaterThan(60);
            assertThat(now).isPositive();
        });
        return last[0];
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    private static WatchListener onEvents(Consumer<WatchBatch> what) {
        return new WatchListener() {
            @Override
            public void onEvents(WatchBatch batch) {
                what.accept(batch);
            }

            @Override
            public void onCompacted(long compactRevision) {}

            @Override
            public void onError(StoreException error) {}
        };
    }
}
