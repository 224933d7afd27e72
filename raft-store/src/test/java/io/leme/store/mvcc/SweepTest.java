package io.leme.store.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.apply.BackendKind;
import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Compact;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.Put;
import io.leme.store.command.Txn;
import io.leme.store.lease.LeaseTable;
import io.leme.store.storage.Backend;
import io.leme.store.storage.Batch;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Table;
import io.leme.store.storage.WriteSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SweepTest {
    private static final int ONE_ROW = 1;

    @TempDir private Path root;

    @ParameterizedTest
    @EnumSource
    void whatIsCompactedGoesAndWhatIsReadableStays(BackendKind kind) {
        try (Backend backend = kind.factory().open(root)) {
            change(backend, keys -> keys.put(put("a", "1")));
            change(backend, keys -> keys.put(put("a", "2")));
            change(backend, keys -> keys.put(put("b", "1")));
            change(backend, keys -> keys.delete(delete("b")));
            change(backend, keys -> keys.put(put("a", "3")));
            assertThat(past(backend)).containsExactly("a until 3", "a until 6", "b until 5");

            change(backend, keys -> keys.compact(new Compact(4)));
            sweep(backend);

            assertThat(past(backend)).containsExactly("a until 6", "b until 5");
            assertThat(revisions(backend)).containsExactly(4L, 5L, 6L);
        }
    }

    /// Its event goes, but whoever reads at the compact revision still needs its value.
    @ParameterizedTest
    @EnumSource
    void aVersionThatOutlivesItsEventKeepsItsValue(BackendKind kind) {
        try (Backend backend = kind.factory().open(root)) {
            change(backend, keys -> keys.put(put("a", "before the compaction")));
            change(backend, keys -> keys.put(put("b", "1")));
            change(backend, keys -> keys.put(put("c", "superseded after it")));
            change(backend, keys -> keys.put(put("a", "2")));
            change(backend, keys -> keys.compact(new Compact(4)));
            change(backend, keys -> keys.put(put("c", "2")));

            sweep(backend);

            assertThat(revisions(backend)).containsExactly(4L, 5L, 6L);
            assertThat(valueAt(backend, "a", 4)).isEqualTo("before the compaction");
            assertThat(valueAt(backend, "c", 4)).isEqualTo("superseded after it");

            change(backend, keys -> keys.compact(new Compact(5)));
            sweep(backend);

            assertThat(revisions(backend)).containsExactly(5L, 6L);
            assertThat(valueAt(backend, "c", 5)).isEqualTo("superseded after it");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEventsOfTheCompactedRevisionStayForAWatchThatStartsThere(BackendKind kind) {
        try (Backend backend = kind.factory().open(root)) {
            change(backend, keys -> keys.put(put("a", "1")));
            change(backend, keys -> keys.delete(delete("a")));
            change(backend, keys -> keys.compact(new Compact(3)));

            sweep(backend);

            assertThat(past(backend)).isEmpty();
            assertThat(revisions(backend)).containsExactly(3L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSweepGoesOnWhereItStopped(BackendKind kind) {
        try (Backend backend = kind.factory().open(root)) {
            fillAndCompact(backend);
            assertThat(new Sweep(backend, ONE_ROW).step()).isTrue();
            assertThat(new Sweep(backend, ONE_ROW).step()).isTrue();
        }
        try (Backend backend = kind.factory().open(root)) {
            List<String> before = past(backend);
            new Sweep(backend, ONE_ROW).step();
            assertThat(past(backend)).hasSizeLessThan(before.size());

            sweep(backend);

            assertThat(past(backend)).isEmpty();
            assertThat(new Sweep(backend, ONE_ROW).step()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void putsThatGoOnDoNotKeepASweepFromEnding(BackendKind kind) {
        try (Backend backend = kind.factory().open(root)) {
            fillAndCompact(backend);

            int steps = 0;
            while (new Sweep(backend, ONE_ROW).step()) {
                assertThat(steps++).as("steps of the sweep").isLessThan(100);
                change(backend, keys -> keys.put(put("a", "meanwhile")));
                change(backend, keys -> keys.put(put("b", "meanwhile")));
            }

            assertThat(revisions(backend)).startsWith(11L, 12L);
            assertThat(past(backend)).first().isEqualTo("a until 12");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theVersionBeforeADeletionGoesAlsoWhenTheKeyIsMadeAnew(BackendKind kind) {
        try (Backend backend = kind.factory().open(root)) {
            change(backend, keys -> keys.put(put("a", "1")));
            change(
                    backend,
                    keys ->
                            keys.txn(
                                    new Txn(
                                            List.of(),
                                            List.of(delete("a"), put("b", "1")),
                                            List.of())));
            change(backend, keys -> keys.put(put("a", "2")));
            change(backend, keys -> keys.compact(new Compact(4)));

            sweep(backend);

            assertThat(past(backend)).isEmpty();
            assertThat(revisions(backend)).containsExactly(4L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theStateHashDoesNotDependOnTheSweep(BackendKind kind) {
        try (Backend backend = kind.factory().open(root)) {
            fillAndCompact(backend);
            StateHash before = hash(backend);
            int steps = 0;
            while (new Sweep(backend, ONE_ROW).step()) {
                assertThat(hash(backend)).isEqualTo(before);
                steps++;
            }
            assertThat(steps).isPositive();
            assertThat(hash(backend)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutACompactionNothingIsSwept(BackendKind kind) {
        try (Backend backend = kind.factory().open(root)) {
            change(backend, keys -> keys.put(put("a", "1")));

            assertThat(new Sweep(backend, ONE_ROW).step()).isFalse();
        }
    }

    private static void fillAndCompact(Backend backend) {
        for (int i = 0; i < 10; i++) {
            String value = Integer.toString(i);
            change(backend, keys -> keys.put(put("a", value)));
        }
        change(backend, keys -> keys.compact(new Compact(11)));
    }

    private static void sweep(Backend backend) {
        int steps = 0;
        while (new Sweep(backend, ONE_ROW).step()) {
            assertThat(steps++).as("steps of the sweep").isLessThan(100);
        }
    }

    private static void change(Backend backend, Consumer<KeySpace> change) {
        Position before = position(backend);
        Batch batch = backend.newBatch();
        var rows = new WriteSet(backend, batch);
        var counter = KeyCounter.of(backend);
        var keys = new KeySpace(rows, new LatestVersions(0), counter, new LeaseTable(rows), before);
        change.accept(keys);
        counter.settle(rows);
        rows.seal();
        new Position(before.appliedIndex() + 1, 1, keys.revision(), keys.compactRevision())
                .writeTo(batch);
        backend.write(batch);
    }

    private static String valueAt(Backend backend, String key, long revision) {
        Version version = new KeyReader(backend).at(Bytes.utf8(key), revision);
        return version == null ? "absent" : version.value().toUtf8();
    }

    private static StateHash hash(Backend backend) {
        return new StateDigest(backend, position(backend)).compute();
    }

    private static Position position(Backend backend) {
        return Position.of(backend.get(Table.META, Position.KEY));
    }

    private static List<String> past(Backend backend) {
        List<String> rows = new ArrayList<>();
        try (Cursor cursor = backend.cursor(Table.PAST, Bytes.EMPTY, null)) {
            while (cursor.next()) {
                PastKey key = PastKey.of(cursor.key());
                rows.add(key.key() + " until " + key.supersededAt());
            }
        }
        return rows;
    }

    private static List<Long> revisions(Backend backend) {
        List<Long> rows = new ArrayList<>();
        try (Cursor cursor = backend.cursor(Table.REVISIONS, Bytes.EMPTY, null)) {
            while (cursor.next()) {
                rows.add(EventRow.revisionOf(cursor.key()));
            }
        }
        return rows;
    }

    private static Put put(String key, String value) {
        return new Put(Bytes.utf8(key), Bytes.utf8(value), 0, false, false, false);
    }

    private static DeleteRange delete(String key) {
        return new DeleteRange(KeyRange.single(Bytes.utf8(key)), false);
    }
}
