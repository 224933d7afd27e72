package io.leme.gateway.storage.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.client.kv.ByteSequence;
import io.leme.client.kv.KeyValue;
import io.leme.gateway.storage.ObjectStore;
import org.junit.jupiter.api.Test;

class EtcdObjectStoreTest extends EtcdStoreContract {
    @Override
    protected ObjectStore store() {
        return new EtcdObjectStores(client()).open(TYPE);
    }

    @Test
    void objectsAreKeptAsCompactJsonUnderTheKeysOfKubernetes() {
        create("default", "a", "red");

        KeyValue stored =
                client().kv()
                        .get(ByteSequence.utf8("/registry/configmaps/default/a"))
                        .first()
                        .orElseThrow();

        assertThat(stored.value().toUtf8())
                .isEqualTo(
                        "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\","
                                + "\"metadata\":{\"name\":\"a\","
                                + "\"namespace\":\"default\",\"labels\":{\"color\":\"red\"}}}");
    }
}
