package io.leme.store.mvcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.store.apply.StateUnderTest;
import io.leme.store.base.Bytes;
import io.leme.store.command.Compact;
import io.leme.store.storage.Backend;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.HeapBackend;
import io.leme.store.storage.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweeperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path root;

    @Test
    void aCompactionIsSweptInTheBackgroundAndWhoWaitsIsTold() {
        var opened = new AtomicReference<Backend>();
        try (var state =
                new StateUnderTest(
                        root,
                        directory -> {
                            opened.set(HeapBackend.open(directory));
                            return opened.get();
                        })) {
            for (int i = 0; i < 2_500; i++) {
                state.apply(StateUnderTest.put("a", "value " + i));
            }
            assertThat(rows(opened.get(), Table.PAST)).isEqualTo(2_499);

            state.apply(new Compact(2_501));

            assertThat(state.applier().swept()).succeedsWithin(PATIENCE);
            assertThat(rows(opened.get(), Table.PAST)).isZero();
            assertThat(rows(opened.get(), Table.REVISIONS)).isEqualTo(1);
        }
    }

    @Test
    void aSweepThatFailsIsNotSilent() {
        Backend backend = HeapBackend.open(root);
        backend.close();
        try (var sweeper = new Sweeper(backend, new SweepCounts())) {
            eventually(() -> {
                try {
                    sweeper.requireHealthy();
                    return false;
                } catch (IllegalStateException failed) {
                    return true;
                }
            });
            assertThatThrownBy(sweeper::requireHealthy)
                    .hasMessageContaining("sweep")
                    .hasRootCauseMessage("heap backend is closed");
            assertThat(sweeper.swept())
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withMessageContaining("server stopped");
        }
    }

    private static int rows(Backend backend, Table table) {
        int rows = 0;
        try (Cursor cursor = backend.cursor(table, Bytes.EMPTY, null)) {
            while (cursor.next()) {
                rows++;
            }
        }
        return rows;
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
