package io.leme.store.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.storage.Backend;
import io.leme.store.storage.Batch;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.HeapBackend;
import io.leme.store.storage.Table;
import io.leme.store.storage.WriteSet;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys that come and go, in buckets of at most eight, beside a set that counts by looking.
class KeyCounterTest {
    private static final int MOST_KEYS = 8;

    @TempDir private Path root;
    private final Random random = new Random(7);
    private final NavigableSet<Bytes> naive = new TreeSet<>();
    private Backend backend;
    private KeyCounter counter;

    @BeforeEach
    void open() {
        backend = HeapBackend.open(root);
        counter = KeyCounter.of(backend, MOST_KEYS);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void everyRangeIsCountedAsIfItWereWalked() {
        for (int round = 0; round < 400; round++) {
            // Grows for a while, then shrinks to next to nothing.
            entry(round < 200 ? 8 : 2, round < 200 ? 3 : 9);
            if (random.nextInt(40) == 0) {
                counter = KeyCounter.of(backend, MOST_KEYS);
            }
            for (int i = 0; i < 10; i++) {
                KeyRange range =
                        new KeyRange(key(), random.nextInt(4) == 0 ? KeyRange.OPEN_END : key());
                assertThat(counter.histogram().count(range, backend))
                        .as("round %d, %s", round, range)
                        .isEqualTo(naive.stream().filter(range::contains).count());
            }
            assertThat(countOfBuckets()).isLessThanOrEqualTo(1 + naive.size());
        }
        assertThat(naive.size()).isLessThan(200);
        assertThat(countOfBuckets()).isLessThanOrEqualTo(1 + naive.size());
    }

    @Test
    void aHistogramStaysAsItWas() {
        entry(20, 0);
        KeyHistogram before = counter.histogram();
        try (var then = backend.snapshot()) {
            int size = naive.size();

            entry(50, 5);

            assertThat(before.count(KeyRange.EVERYTHING, then)).isEqualTo(size);
        }
    }

    @Test
    void keysThatNobodyCountedAreCountedAtTheStart() {
        entry(300, 0);
        var batch = backend.newBatch();
        var rows = new WriteSet(backend, batch);
        rowsOfBuckets().forEach(row -> rows.delete(Table.META, row));
        rows.seal();
        backend.write(batch);

        counter = KeyCounter.of(backend, MOST_KEYS);
        entry(0, 1);

        assertThat(counter.histogram().count(KeyRange.EVERYTHING, backend)).isEqualTo(naive.size());
        assertThat(countOfBuckets()).isGreaterThan(naive.size() / MOST_KEYS);
    }

    /// Creates and deletes keys as one entry of the log does.
    private void entry(int creations, int deletions) {
        Batch batch = backend.newBatch();
        var rows = new WriteSet(backend, batch);
        for (int i = 0; i < creations; i++) {
            Bytes key = key();
            if (naive.add(key)) {
                rows.put(Table.LIVE, key, Bytes.utf8("v"));
                counter.created(key);
            }
        }
        for (int i = 0; i < deletions; i++) {
            Bytes key = naive.ceiling(key());
            if (key != null) {
                naive.remove(key);
                rows.delete(Table.LIVE, key);
                counter.deleted(key);
            }
        }
        counter.settle(rows);
        rows.seal();
        backend.write(batch);
    }

    private Bytes key() {
        return Bytes.utf8("k%05d".formatted(random.nextInt(20_000)));
    }

    private NavigableSet<Bytes> rowsOfBuckets() {
        NavigableSet<Bytes> keys = new TreeSet<>();
        try (Cursor cursor = backend.cursor(Table.META, Bytes.utf8("keys/"), Bytes.utf8("keys0"))) {
            while (cursor.next()) {
                keys.add(cursor.key());
            }
        }
        return keys;
    }

    private int countOfBuckets() {
        return rowsOfBuckets().size();
    }
}
