package io.leme.store.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.Bytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WriteSetTest {
    @TempDir private Path root;

    /// Whatever was written below and changed above, a walk shows the union.
    @Test
    void aWalkShowsChangesOverWrittenRowsBeforeAndAfterTheyAreWritten() {
        var random = new Random(11);
        for (int round = 0; round < 300; round++) {
            try (HeapBackend backend = HeapBackend.open(root.resolve("round" + round))) {
                var expected = new TreeMap<Bytes, Bytes>();
                Batch written = backend.newBatch();
                for (int i = random.nextInt(8); i > 0; i--) {
                    Bytes key = key(random);
                    written.put(Table.LIVE, key, Bytes.utf8("below"));
                    expected.put(key, Bytes.utf8("below"));
                }
                backend.write(written);

                Batch batch = backend.newBatch();
                var changes = new WriteSet(backend, batch);
                for (int i = random.nextInt(8); i > 0; i--) {
                    change(random, changes, expected);
                }

                Bytes from = key(random);
                Bytes until = key(random);
                assertSameRows(changes, expected, from, until);
                changes.seal();
                backend.write(batch);
                assertSameRows(backend, expected, from, until);
            }
        }
    }

    private static void change(
            Random random, WriteSet changes, NavigableMap<Bytes, Bytes> expected) {
        Bytes key = key(random);
        if (random.nextBoolean()) {
            Bytes value = Bytes.utf8("above " + random.nextInt());
            changes.put(Table.LIVE, key, value);
            expected.put(key, value);
        } else {
            changes.delete(Table.LIVE, key);
            expected.remove(key);
        }
        assertThat(changes.get(Table.LIVE, key)).isEqualTo(expected.get(key));
    }

    private static void assertSameRows(
            Reader changes, NavigableMap<Bytes, Bytes> expected, Bytes from, Bytes until) {
        List<String> rows = new ArrayList<>();
        try (Cursor cursor = changes.cursor(Table.LIVE, from, until)) {
            while (cursor.next()) {
                rows.add(cursor.key() + "=" + Bytes.from(cursor.value()));
            }
            assertThat(cursor.next()).isFalse();
        }
        List<String> wanted = new ArrayList<>();
        if (from.compareTo(until) < 0) {
            expected.subMap(from, true, until, false)
                    .forEach((key, value) -> wanted.add(key + "=" + value));
        }
        assertThat(rows).isEqualTo(wanted);
    }

    private static Bytes key(Random random) {
        return Bytes.utf8(Character.toString('a' + random.nextInt(12)));
    }
}
