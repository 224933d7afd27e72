package io.leme.store.mvcc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.storage.HeapBackend;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublisherTest {
    @TempDir private Path root;

    @Test
    void readersWaitWhileTheStateIsReplaced() throws Exception {
        var publisher = new Publisher();
        try (var backend = HeapBackend.open(root)) {
            publisher.publish(backend.snapshot(), Position.FRESH, KeyCounter.of(backend));
            publisher.withdraw();
            CompletableFuture<Long> reading =
                    CompletableFuture.supplyAsync(() -> {
                        try (View view = publisher.open()) {
                            return view.appliedIndex();
                        }
                    });
            assertThatThrownBy(() -> reading.get(50, MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);

            publisher.publish(backend.snapshot(), Position.FRESH.at(7, 1), KeyCounter.of(backend));

            assertThat(reading.get(10, SECONDS)).isEqualTo(7);
            publisher.close();
        }
    }

    @Test
    void aReaderMayGoOnWithAnInstantThatIsNoLongerTheLatest() {
        var publisher = new Publisher();
        try (var backend = HeapBackend.open(root)) {
            publisher.publish(backend.snapshot(), Position.FRESH, KeyCounter.of(backend));
            View old = publisher.open();

            publisher.publish(backend.snapshot(), Position.FRESH.at(7, 1), KeyCounter.of(backend));

            assertThat(old.appliedIndex()).isEqualTo(-1);
            assertThat(old.leases()).isEmpty();
            old.close();
            old.close();
            publisher.close();
        }
    }

    @Test
    void aStopEndsTheWait() {
        var publisher = new Publisher();
        CompletableFuture<View> reading = CompletableFuture.supplyAsync(publisher::open);

        publisher.close();

        assertThatThrownBy(reading::join)
                .hasCauseInstanceOf(StoreException.class)
                .hasRootCauseMessage(StoreError.STOPPED.text());
    }
}
