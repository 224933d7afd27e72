package io.leme.store.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedReadsTest {
    private static final long MILLISECOND = 1_000_000;

    private final List<Long> rests = new ArrayList<>();
    private long now = 1_000_000_000;
    private long applied = 7;
    private final PacedReads reads =
            new PacedReads(Runnable::run, () -> applied, () -> now, rests::add);

    @Test
    void historyIsReadWithoutARestWhileNothingIsWritten() {
        read(3);
        read(3);

        assertThat(rests).isEmpty();
    }

    @Test
    void aReadBesideWritesIsFollowedByARestOfSixTimesItsLength() {
        applied++;
        read(3);

        assertThat(rests).containsExactly(18 * MILLISECOND);
    }

    @Test
    void aLongReadIsFollowedByABoundedRest() {
        applied++;
        read(300);

        assertThat(rests).containsExactly(50 * MILLISECOND);
    }

    @Test
    void theStoreIsBusyForAWhileAfterAnEntry() {
        applied++;
        read(1);
        read(18);
        read(1);
        read(1);

        assertThat(rests).containsExactly(6 * MILLISECOND, 50 * MILLISECOND, 6 * MILLISECOND);
    }

    private void read(int millis) {
        reads.execute(() -> now += millis * MILLISECOND);
    }
}
