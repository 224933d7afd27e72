package io.leme.gateway.storage.etcd;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leme.client.LemeClient;
import io.leme.client.kv.ByteSequence;
import io.leme.client.kv.DeleteOptions;
import io.leme.client.kv.KeyRange;
import io.leme.gateway.storage.ObjectStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The contract on a real etcd, one for all tests of a class.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EtcdStoreContract extends ObjectStoreContract {
    private EtcdProcess etcd;
    private LemeClient client;

    @BeforeAll
    void startEtcd(@TempDir Path directory) throws IOException {
        assumeTrue(EtcdProcess.isInstalled(), "there is no etcd on the PATH");
        etcd = EtcdProcess.start(directory);
        client =
                LemeClient.builder()
                        .endpoints(etcd.endpoint())
                        .requestTimeout(Duration.ofSeconds(20))
                        .build();
    }

    @AfterAll
    void stopEtcd() throws InterruptedException {
        if (client != null) {
            client.close();
            etcd.close();
        }
    }

    @BeforeEach
    void empty() {
        client.kv()
                .delete(
                        KeyRange.prefix(ByteSequence.utf8(TYPE.keyPrefix())),
                        DeleteOptions.standard());
    }

    final LemeClient client() {
        return client;
    }

    final EtcdProcess etcd() {
        return etcd;
    }

    @Override
    protected void compact() {
        client.kv().compact(store().currentRevision(), true);
    }
}
