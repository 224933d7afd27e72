package io.leme.client;

import static io.leme.client.fake.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.leme.client.error.StoreException;
import io.leme.client.fake.RecordedWatch;
import io.leme.client.watch.WatchBatch;
import io.leme.client.watch.WatchListener;
import io.leme.client.watch.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Watchers, against a server that drops, stutters, refuses and floods them.
final class WatchTest extends WatcherOfFakeEtcd {
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

        RecordedWatch other = new RecordedWatch();
        client.watches().watch(ALL_A, other).created().get();

        Watcher watcher = watch(ALL_A.withStartRevision(2));

        assertThat(seen.next(2)).containsExactly("compacted 4", "closed");
        eventually(() -> assertThat(etcd.watch().cancelled()).containsExactly(2L));
        watcher.close();
        client.close();
        assertThat(other.next()).isEqualTo("closed");
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
    void closingTheClientClosesItsWatchers() throws Exception {
        watch(ALL_A);

        client.close();

        assertThat(seen.next()).isEqualTo("closed");
        assertThatThrownBy(() -> client.watches().watch(ALL_A, seen))
                .isInstanceOf(StoreException.class);
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
