package io.leme.store.consensus.ratis;

import static io.leme.store.consensus.ratis.Cluster.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerCallsTest {
    @TempDir Path directory;

    @Test
    void aCallBringsTheAnswerOrTheErrorOfItsHandler() {
        try (Cluster three = Cluster.start(directory, 3)) {
            three.node(1)
                    .log()
                    .peerCalls()
                    .serve((byte) 16, payload -> CompletableFuture.completedFuture(payload));
            three.node(1)
                    .log()
                    .peerCalls()
                    .serve(
                            (byte) 17,
                            payload -> {
                                throw new StoreException(StoreError.LEASE_NOT_FOUND);
                            });

            var peers = three.node(2).log().peerCalls();
            byte[] echo = get(peers.call(1, (byte) 16, new byte[] {7}, Duration.ofSeconds(5)));
            assertThat(echo).containsExactly(7);
            assertThatThrownBy(() -> get(peers.call(1, (byte) 17, echo, Duration.ofSeconds(5))))
                    .hasCause(new StoreException(StoreError.LEASE_NOT_FOUND));
            assertThatThrownBy(() -> get(peers.call(1, (byte) 18, echo, Duration.ofSeconds(5))))
                    .hasCause(new StoreException(StoreError.TIMEOUT_CONNECTION_LOST));
        }
    }
}
