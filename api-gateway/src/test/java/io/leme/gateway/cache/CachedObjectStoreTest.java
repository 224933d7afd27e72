package io.leme.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.storage.ListQuery;
import io.leme.gateway.storage.ObjectPage;
import io.leme.gateway.storage.ObjectStore;
import io.leme.gateway.storage.ObjectStoreContract;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.ReadVersion;
import io.leme.gateway.storage.Selection;
import io.leme.gateway.storage.WatchSignal;
import io.leme.gateway.storage.keyed.HeapKeySpace;
import io.leme.gateway.storage.keyed.KeyObjectStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachedObjectStoreTest extends ObjectStoreContract {
    private static final CacheSettings SETTINGS =
            new CacheSettings(
                    8,
                    1 << 20,
                    Duration.ofSeconds(2),
                    Duration.ofMillis(10),
                    Duration.ofMillis(1),
                    Duration.ofMillis(20));

    private final HeapKeySpace keys = new HeapKeySpace();
    private final CachedObjectStores stores =
            new CachedObjectStores(type -> new KeyObjectStore(keys, type), SETTINGS);
    private final ObjectStore store = stores.open(TYPE);

    @AfterEach
    void close() {
        stores.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected void compact() {
        keys.compact(keys.revision());
    }

    @Test
    void aListReachesRevisionsThatOtherTypesMade() {
        create("default", "a", "red");
        long others = keys.touch("/registry/secrets/default/x");

        ObjectPage page = store.list(ListQuery.mostRecent(Selection.EVERYTHING));

        assertThat(page.resourceVersion()).isGreaterThanOrEqualTo(others);
    }

    @Test
    void aRevisionOfTheFutureIsWaitedForAndThenRefused() {
        ListQuery future =
                new ListQuery(Selection.EVERYTHING, new ReadVersion.NotOlderThan(999), 0, "");

        assertThatThrownBy(() -> store.list(future))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> {
                            assertThat(refused.status().code()).isEqualTo(504);
                            assertThat(refused.status().message())
                                    .startsWith(
                                            "Timeout: Too large resource version: 999, "
                                                    + "current: ");
                            assertThat(refused.status().details().causes().getFirst().reason())
                                    .isEqualTo("ResourceVersionTooLarge");
                        });
    }

    @Test
    void aWatchFromBeforeTheHistoryFailsInItsStream() throws InterruptedException {
        ApiObject first = create("default", "a", "red");
        for (int i = 0; i < 20; i++) {
            paint("default", "a", "red" + i);
        }
        store.list(ListQuery.mostRecent(Selection.EVERYTHING));

        try (ObjectWatch watch = watchAfter(first.resourceVersion(), Selection.EVERYTHING)) {
            assertThat(watch.next())
                    .isInstanceOfSatisfying(
                            WatchSignal.Failed.class,
                            failed -> {
                                assertThat(failed.status().code()).isEqualTo(410);
                                assertThat(failed.status().message())
                                        .startsWith(
                                                "too old resource version: "
                                                        + first.resourceVersion()
                                                        + " (");
                            });
            assertThat(watch.next()).isInstanceOf(WatchSignal.Ended.class);
        }
    }

    @Test
    void aCacheThatLostItsFeedReadsAnewAndSendsItsWatchersToDoTheSame()
            throws InterruptedException {
        ApiObject first = create("default", "a", "red");
        store.list(ListQuery.mostRecent(Selection.EVERYTHING));

        try (ObjectWatch watch = watchAfter(first.resourceVersion(), Selection.EVERYTHING)) {
            keys.expireFeeds();

            assertThat(watch.next())
                    .isInstanceOfSatisfying(
                            WatchSignal.Failed.class,
                            failed -> assertThat(failed.status().reason()).isEqualTo("Expired"));
        }
        create("default", "b", "red");
        assertThat(names(store.list(ListQuery.mostRecent(Selection.EVERYTHING))))
                .containsExactly("default/a", "default/b");
    }

    @Test
    void aReaderThatIsTooSlowIsCutOffAndOthersAreNot() throws InterruptedException {
        ApiObject first = create("default", "a", "red");
        store.list(ListQuery.mostRecent(Selection.EVERYTHING));
        try (ObjectWatch slow = watchAfter(first.resourceVersion(), Selection.EVERYTHING);
                ObjectWatch quick = watchAfter(first.resourceVersion(), Selection.EVERYTHING)) {
            int writes = 1100;
            for (int i = 0; i < writes; i++) {
                paint("default", "a", "shade" + i);
                assertThat(next(quick)).isEqualTo("MODIFIED default/a shade" + i);
            }

            int told = 0;
            while (slow.next() instanceof WatchSignal.Changed) {
                told++;
            }
            assertThat(told).isLessThan(writes);
        }
    }

    @Test
    void whatTheStoreAnswersLateIsNotServedFromAnEmptyCache() {
        keys.setUnreachable(true);
        try (CachedObjectStores fresh =
                new CachedObjectStores(
                        type -> new KeyObjectStore(keys, type),
                        new CacheSettings(
                                8,
                                1 << 20,
                                Duration.ofMillis(50),
                                Duration.ofMillis(10),
                                Duration.ofMillis(1),
                                Duration.ofMillis(20)))) {
            ObjectStore cold = fresh.open(TYPE);
            ListQuery any = new ListQuery(Selection.EVERYTHING, new ReadVersion.Any(), 0, "");

            assertThat(fresh.isReady()).isFalse();
            assertThatThrownBy(() -> cold.list(any))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refused -> assertThat(refused.status().code()).isEqualTo(429));
        }
    }
}
