package io.leme.client;

import static io.leme.client.fake.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.leme.client.error.StoreException;
import io.leme.client.kv.ByteSequence;
import io.leme.client.watch.WatchBatch;
import io.leme.client.watch.WatchListener;
import io.leme.client.watch.Watcher;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/// Listeners that are slow, throw, or close what they listen to.
final class ListenerTest extends WatcherOfFakeEtcd {
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
    void listenersThatWaitDoNotHoldUpAnswers() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            client.watches()
                    .watch(
                            ALL_A,
                            onEvents(batch -> {
                                waiting.countDown();
                                awaitQuietly(hold);
                            }))
                    .created()
                    .get();
        }
        store.put("a", "1");
        waiting.await();

        assertThat(client.kv().get(ByteSequence.utf8("a")).kvs()).hasSize(1);
        hold.countDown();
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
