package io.leme.store.storage;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.store.apply.BackendKind;
import io.leme.store.base.Bytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every backend owes to the state machine.
final class BackendContractTest {
    @TempDir private Path root;

    @ParameterizedTest
    @EnumSource
    void aBatchIsSeenAsAWholeAndInItsOrder(BackendKind kind) {
        try (Backend backend = open(kind)) {
            Batch batch = backend.newBatch();
            batch.put(Table.LIVE, text("a"), text("1"));
            batch.put(Table.PAST, text("a"), text("other table"));
            batch.put(Table.LIVE, text("b"), text("2"));
            batch.delete(Table.LIVE, text("a"));
            batch.put(Table.LIVE, text("b"), text("3"));
            assertThat(backend.get(Table.LIVE, text("b"))).isNull();

            backend.write(batch);

            assertThat(backend.get(Table.LIVE, text("a"))).isNull();
            assertThat(backend.get(Table.LIVE, text("b"))).isEqualTo(text("3"));
            assertThat(backend.get(Table.PAST, text("a"))).isEqualTo(text("other table"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsComeInTheOrderOfUnsignedBytesWithinTheirBounds(BackendKind kind) {
        try (Backend backend = open(kind)) {
            Bytes high = Bytes.wrap(new byte[] {(byte) 0xff});
            for (Bytes key : List.of(high, text("b"), text("a"), text("a\0"), text("ab"))) {
                put(backend, key, text("value of " + key));
            }

            assertThat(keys(backend, text("a"), null))
                    .containsExactly(text("a"), text("a\0"), text("ab"), text("b"), high);
            assertThat(keys(backend, text("a\0"), text("b")))
                    .containsExactly(text("a\0"), text("ab"));
            assertThat(keys(backend, text("b"), text("b"))).isEmpty();
            assertThat(keys(backend, text("z"), text("b"))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRangeOfRowsIsDeletedWithoutItsUpperBound(BackendKind kind) {
        try (Backend backend = open(kind)) {
            for (String key : List.of("a", "b", "c", "d")) {
                put(backend, text(key), text("x"));
            }
            Batch batch = backend.newBatch();
            batch.deleteRange(Table.LIVE, text("b"), text("d"));

            backend.write(batch);

            assertThat(keys(backend, text("a"), null)).containsExactly(text("a"), text("d"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void valuesOfAnySizeComeBackWhole(BackendKind kind) {
        try (Backend backend = open(kind)) {
            List<Bytes> values = new ArrayList<>();
            for (int size : List.of(0, 1, 1023, 1024, 1025, 3 << 20)) {
                values.add(Bytes.wrap(new byte[size]));
                put(backend, text("key" + values.size()), values.getLast());
            }

            assertThat(backend.get(Table.LIVE, text("key6"))).isEqualTo(values.getLast());
            List<Bytes> read = new ArrayList<>();
            try (Cursor cursor = backend.cursor(Table.LIVE, Bytes.EMPTY, null)) {
                while (cursor.next()) {
                    read.add(Bytes.from(cursor.value()));
                }
            }
            assertThat(read).isEqualTo(values);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysOfAnySizeComeBackWhole(BackendKind kind) {
        try (Backend backend = open(kind)) {
            List<Bytes> keys = new ArrayList<>();
            for (int size : List.of(1, 127, 128, 129, 1 << 20, 2)) {
                byte[] key = new byte[size];
                key[0] = (byte) keys.size();
                keys.add(Bytes.wrap(key));
                put(backend, keys.getLast(), text("value"));
            }

            assertThat(keys(backend, Bytes.EMPTY, null)).isEqualTo(keys);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotAndItsCursorsKeepTheirInstant(BackendKind kind) {
        try (Backend backend = open(kind)) {
            put(backend, text("a"), text("1"));
            try (Snapshot before = backend.snapshot();
                    Cursor walk = before.cursor(Table.LIVE, Bytes.EMPTY, null)) {
                put(backend, text("a"), text("2"));
                put(backend, text("b"), text("2"));

                assertThat(before.get(Table.LIVE, text("a"))).isEqualTo(text("1"));
                assertThat(before.get(Table.LIVE, text("b"))).isNull();
                assertThat(walk.next()).isTrue();
                assertThat(Bytes.from(walk.value())).isEqualTo(text("1"));
                assertThat(walk.next()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatWasFlushedIsDurable(BackendKind kind) {
        try (Backend backend = open(kind)) {
            put(backend, text("a"), text("1"));
            backend.flush();
            put(backend, text("a"), text("2"));

            assertThat(backend.durable(Table.LIVE, text("a"))).isEqualTo(text("1"));
            assertThat(backend.get(Table.LIVE, text("a"))).isEqualTo(text("2"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingKeepsWhatWasWritten(BackendKind kind) {
        try (Backend backend = open(kind)) {
            put(backend, text("a"), text("1"));
        }
        try (Backend backend = open(kind)) {
            assertThat(backend.get(Table.LIVE, text("a"))).isEqualTo(text("1"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCheckpointIsABackendOfItsOwn(BackendKind kind) {
        try (Backend backend = open(kind)) {
            put(backend, text("a"), text("1"));
            backend.checkpoint(root.resolve("copy"));
            put(backend, text("a"), text("2"));

            try (Backend copy = kind.factory().open(root.resolve("copy"))) {
                assertThat(copy.get(Table.LIVE, text("a"))).isEqualTo(text("1"));
                put(copy, text("a"), text("3"));
            }
            assertThat(backend.get(Table.LIVE, text("a"))).isEqualTo(text("2"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingWaitsForReadersAndLetsNobodyInMeanwhile(BackendKind kind) throws Exception {
        Backend backend = open(kind);
        put(backend, text("a"), text("1"));
        Snapshot reader = backend.snapshot();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(backend::close);

        assertThatThrownBy(() -> closing.get(50, MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        reader.close();
        closing.get(10, SECONDS);

        assertThatThrownBy(() -> backend.get(Table.LIVE, text("a")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(backend::snapshot).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> reader.get(Table.LIVE, text("a")))
                .isInstanceOf(IllegalStateException.class);
        backend.close();
    }

    @ParameterizedTest
    @EnumSource
    void aClosedCursorIsNotRead(BackendKind kind) {
        try (Backend backend = open(kind)) {
            put(backend, text("a"), text("1"));
            Cursor cursor = backend.cursor(Table.LIVE, Bytes.EMPTY, null);
            cursor.close();

            assertThatThrownBy(cursor::next).isInstanceOf(IllegalStateException.class);
        }
    }

    private Backend open(BackendKind kind) {
        return kind.factory().open(root.resolve("live"));
    }

    private static void put(Backend backend, Bytes key, Bytes value) {
        Batch batch = backend.newBatch();
        batch.put(Table.LIVE, key, value);
        backend.write(batch);
    }

    private static List<Bytes> keys(Reader reader, Bytes from, @Nullable Bytes until) {
        List<Bytes> keys = new ArrayList<>();
        try (Cursor cursor = reader.cursor(Table.LIVE, from, until)) {
            while (cursor.next()) {
                keys.add(cursor.key());
            }
        }
        return keys;
    }

    private static Bytes text(String text) {
        return Bytes.utf8(text);
    }
}
