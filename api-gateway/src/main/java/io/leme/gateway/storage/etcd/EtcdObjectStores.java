package io.leme.gateway.storage.etcd;

import io.leme.client.LemeClient;
import io.leme.gateway.storage.ObjectStore;
import io.leme.gateway.storage.ObjectStores;
import io.leme.gateway.storage.StoredType;
import io.leme.gateway.storage.keyed.KeyObjectStore;

/// Opens object stores on one client. The client stays its owner's to close.
public final class EtcdObjectStores implements ObjectStores {
    private final EtcdKeySpace keys;

    public EtcdObjectStores(LemeClient client) {
        this.keys = new EtcdKeySpace(client);
    }

    @Override
    public ObjectStore open(StoredType type) {
        return new KeyObjectStore(keys, type);
    }
}
