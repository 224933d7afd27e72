package io.leme.store.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowCacheTest {
    private static final int CHUNK_BYTES = 4096;

    @Test
    void whatWasPutLastIsFound() {
        RowCache cache = new RowCache(4, CHUNK_BYTES);

        cache.put(key(1), Bytes.utf8("one"));
        cache.put(key(2), Bytes.utf8("two"));
        cache.put(key(1), Bytes.utf8("another one, and a longer one"));
        cache.put(Bytes.EMPTY, Bytes.EMPTY);

        assertThat(get(cache, key(1))).isEqualTo(Bytes.utf8("another one, and a longer one"));
        assertThat(get(cache, key(2))).isEqualTo(Bytes.utf8("two"));
        assertThat(get(cache, Bytes.EMPTY)).isEqualTo(Bytes.EMPTY);
        assertThat(get(cache, key(3))).isNull();
    }

    @Test
    void aShorterRowReplacesALongerOne() {
        RowCache cache = new RowCache(4, CHUNK_BYTES);

        cache.put(key(1), Bytes.utf8("a long one"));
        cache.put(key(1), Bytes.utf8("short"));

        assertThat(get(cache, key(1))).isEqualTo(Bytes.utf8("short"));
    }

    @Test
    void whatWasRemovedOrClearedIsNotFound() {
        RowCache cache = new RowCache(4, CHUNK_BYTES);
        cache.put(key(1), Bytes.utf8("one"));
        cache.put(key(2), Bytes.utf8("two"));

        cache.remove(key(1));
        cache.remove(key(3));
        assertThat(get(cache, key(1))).isNull();
        assertThat(get(cache, key(2))).isNotNull();

        cache.clear();
        assertThat(get(cache, key(2))).isNull();
        cache.put(key(2), Bytes.utf8("again"));
        assertThat(get(cache, key(2))).isEqualTo(Bytes.utf8("again"));
    }

    @Test
    void aRowThatIsTooLargeTakesTheOldOneAlong() {
        RowCache cache = new RowCache(4, CHUNK_BYTES);
        cache.put(key(1), Bytes.utf8("small"));

        cache.put(key(1), Bytes.wrap(new byte[CHUNK_BYTES]));

        assertThat(get(cache, key(1))).isNull();
    }

    @Test
    void aCacheWithoutRoomHoldsNothing() {
        RowCache cache = new RowCache(1000);

        cache.put(key(1), Bytes.utf8("one"));
        cache.remove(key(1));

        assertThat(get(cache, key(1))).isNull();
        cache.clear();
    }

    @Test
    void whatFitsIsRemembered() {
        int keys = 50_000;
        Bytes[] rows = new Bytes[keys];
        Random random = new Random(1);
        RowCache cache = new RowCache(16 << 20);

        for (int i = 0; i < keys; i++) {
            rows[i] = random(random, 250);
            cache.put(key(i), rows[i]);
        }

        int found = 0;
        for (int i = 0; i < keys; i++) {
            Bytes row = get(cache, key(i));
            found += row == null ? 0 : 1;
            assertThat(row == null || row.equals(rows[i])).as("the row of key %d", i).isTrue();
        }
        // A few crowd each other out of a bucket.
        assertThat(found).isGreaterThan(keys * 97 / 100);
    }

    @Test
    void theOldestAreForgottenFirst() {
        RowCache cache = new RowCache(4, CHUNK_BYTES);
        int keys = 1000;
        for (int i = 0; i < keys; i++) {
            cache.put(key(i), row(i));
        }

        assertThat(get(cache, key(0))).isNull();
        for (int i = keys - 100; i < keys; i++) {
            assertThat(get(cache, key(i))).as("the row of key %d", i).isEqualTo(row(i));
        }
    }

    @Test
    void aKeyThatIsWrittenAgainAndAgainPushesNobodyOut() {
        RowCache cache = new RowCache(4, CHUNK_BYTES);
        cache.put(key(1), row(1));

        for (int i = 0; i < 100_000; i++) {
            cache.put(key(2), row(i));
        }

        assertThat(get(cache, key(1))).isEqualTo(row(1));
        assertThat(get(cache, key(2))).isEqualTo(row(99_999));
    }

    @Test
    void nothingThatWasReplacedOrRemovedIsEverFound() {
        for (int seed = 0; seed < 20; seed++) {
            RowCache cache = new RowCache(1 + seed % 8, CHUNK_BYTES);
            assertTrueToTheLastWrite(cache, seed, 200, 20_000);
        }
    }

    /// While its table is doubled and its oldest rows are forgotten.
    @Test
    void nothingWrongIsFoundAsItGrows() {
        RowCache cache = new RowCache(4 << 20);
        assertTrueToTheLastWrite(cache, 0, 50_000, 400_000);
    }

    /// It may forget, but what it says is true.
    private static void assertTrueToTheLastWrite(RowCache cache, int seed, int keys, int steps) {
        Random random = new Random(seed);
        Map<Bytes, Bytes> truth = new HashMap<>();
        int found = 0;
        for (int step = 0; step < steps; step++) {
            Bytes key = key(random.nextInt(keys));
            int choice = random.nextInt(100);
            if (choice < 50) {
                Bytes row = random(random, random.nextInt(choice == 0 ? 5000 : 200));
                cache.put(key, row);
                truth.put(key, row);
            } else if (choice < 55) {
                cache.remove(key);
                truth.remove(key);
            } else {
                Bytes row = get(cache, key);
                found += row == null ? 0 : 1;
                assertThat(row == null || row.equals(truth.get(key)))
                        .as("seed %d, step %d, %s", seed, step, key)
                        .isTrue();
            }
        }
        assertThat(found).as("seed %d", seed).isGreaterThan(100);
    }

    private static @Nullable Bytes get(RowCache cache, Bytes key) {
        var row = cache.get(key);
        return row == null ? null : Bytes.from(row);
    }

    private static Bytes key(int number) {
        return Bytes.utf8("/registry/pods/default/pod-" + number);
    }

    private static Bytes row(int number) {
        return Bytes.utf8("row %08d".formatted(number));
    }

    private static Bytes random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }
}
