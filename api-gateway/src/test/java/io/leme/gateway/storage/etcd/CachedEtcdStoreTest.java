package io.leme.gateway.storage.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.client.kv.ByteSequence;
import io.leme.gateway.cache.CacheSettings;
import io.leme.gateway.cache.CachedObjectStores;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.storage.ListQuery;
import io.leme.gateway.storage.ObjectPage;
import io.leme.gateway.storage.ObjectStore;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.Selection;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The contract through cache, client and a real etcd.
class CachedEtcdStoreTest extends EtcdStoreContract {
    private CachedObjectStores stores;
    private ObjectStore store;

    @BeforeEach
    void open() {
        stores = new CachedObjectStores(new EtcdObjectStores(client()), CacheSettings.STANDARD);
        store = stores.open(TYPE);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void aListReachesRevisionsThatOtherTypesMade() {
        create("default", "a", "red");
        long others =
                client().kv()
                        .put(ByteSequence.utf8("/registry/other/x"), ByteSequence.utf8("{}"))
                        .revision();

        ObjectPage page = store.list(ListQuery.mostRecent(Selection.EVERYTHING));

        assertThat(page.resourceVersion()).isGreaterThanOrEqualTo(others);
    }

    @Test
    void aWatchGoesOnWhenTheStoreWasGoneForAWhile() throws InterruptedException, IOException {
        ApiObject before = create("default", "a", "red");

        try (ObjectWatch watch = watchAfter(before.resourceVersion(), Selection.EVERYTHING)) {
            paint("default", "a", "blue");
            assertThat(next(watch)).isEqualTo("MODIFIED default/a blue");
            etcd().kill();
            etcd().start();
            create("default", "b", "red");

            assertThat(next(watch)).isEqualTo("ADDED default/b red");
        }
        assertThat(names(store.list(ListQuery.mostRecent(Selection.EVERYTHING))))
                .containsExactly("default/a", "default/b");
    }
}
