package io.leme.gateway.cache;

import io.leme.gateway.storage.ObjectStore;
import io.leme.gateway.storage.ObjectStores;
import io.leme.gateway.storage.StoredType;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Opens stores with a cache in front. Closing it ends all feeds and all watches; the stores below
/// stay open.
public final class CachedObjectStores implements ObjectStores, AutoCloseable {
    private final ObjectStores below;
    private final CacheSettings settings;
    private final List<CachedObjectStore> opened = new CopyOnWriteArrayList<>();

    public CachedObjectStores(ObjectStores below, CacheSettings settings) {
        this.below = below;
        this.settings = settings;
    }

    @Override
    public ObjectStore open(StoredType type) {
        CachedObjectStore store = CachedObjectStore.open(below.open(type), type, settings);
        opened.add(store);

        return store;
    }

    /// Whether every type was read once: the gateway can answer.
    public boolean isReady() {
        return opened.stream().allMatch(CachedObjectStore::isReady);
    }

    @Override
    public void close() {
        opened.forEach(CachedObjectStore::close);
    }
}
