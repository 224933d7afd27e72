package io.leme.store.consensus.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KeptEntriesTest {
    private static final int MOST_ENTRIES = 100;
    private static final int MOST_BYTES = 1600;

    private final KeptEntries kept = new KeptEntries(MOST_ENTRIES, MOST_BYTES);

    @Test
    void smallEntriesAreKeptByTheirNumber() {
        apply(1000, 1);

        assertThat(kept.purgeable(999, 999)).isEqualTo(899);
    }

    @Test
    void ofLargeEntriesNoMoreAreKeptThanHaveTheBytes() {
        apply(1000, 50);

        long keptBytes = (999 - kept.purgeable(999, 999)) * 50;
        assertThat(keptBytes).isBetween(1600L, 1800L);
    }

    @Test
    void asManyBytesAreKeptWhenEntriesGrow() {
        apply(1000, 1);
        for (int i = 1000; i < 1040; i++) {
            kept.add(i, 400);
        }

        assertThat(kept.purgeable(1039, 1039)).isBetween(1034L, 1035L);
    }

    @Test
    void whatIsNotDurableStays() {
        apply(1000, 50);

        assertThat(kept.purgeable(40, 999)).isEqualTo(40);
        assertThat(kept.purgeable(-1, 999)).isEqualTo(-1);
    }

    @Test
    void aShortLogStays() {
        apply(10, 50);

        assertThat(kept.purgeable(9, 9)).isNegative();
    }

    private void apply(int entries, int bytes) {
        for (int i = 0; i < entries; i++) {
            kept.add(i, bytes);
        }
    }
}
