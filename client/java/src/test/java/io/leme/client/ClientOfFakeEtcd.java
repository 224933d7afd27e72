package io.leme.client;

import io.leme.client.fake.FakeEtcd;
import io.leme.client.fake.FakeStore;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A client of a server that does as each story tells it, new for each.
abstract class ClientOfFakeEtcd {
    final FakeStore store = new FakeStore();
    FakeEtcd etcd;
    LemeClient client;

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
}
