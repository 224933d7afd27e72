package io.leme.gateway.storage.keyed;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.gateway.meta.ApiException;
import io.leme.gateway.storage.ListQuery;
import io.leme.gateway.storage.ObjectStore;
import io.leme.gateway.storage.ObjectStoreContract;
import io.leme.gateway.storage.Selection;
import org.junit.jupiter.api.Test;

class KeyObjectStoreTest extends ObjectStoreContract {
    private final HeapKeySpace keys = new HeapKeySpace();
    private final ObjectStore store = new KeyObjectStore(keys, TYPE);

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected void compact() {
        keys.compact(keys.revision());
    }

    @Test
    void aStoreOutOfReachIsToldAsServerTimeout() {
        keys.setUnreachable(true);

        assertThatThrownBy(() -> store.list(ListQuery.mostRecent(Selection.EVERYTHING)))
                .isInstanceOf(ApiException.class)
                .hasMessage(
                        "The list operation against configmaps could not be completed at this time,"
                                + " please try again.");
    }
}
