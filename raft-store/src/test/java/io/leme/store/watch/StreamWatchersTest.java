package io.leme.store.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.KeyRange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamWatchersTest {
    private final HubUnderTest underTest = new HubUnderTest();
    private final WatchStream stream = underTest.hub.open(new RecordingSink());
    private final StreamWatchers watchers = stream.watchers;

    @AfterEach
    void close() {
        underTest.close();
    }

    @Test
    void itHoldsWhatAMapOfIdsWouldHold() {
        Random random = new Random(1);
        Map<Long, Watcher> naive = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            // Ids that fall into one bucket, and ids below zero, as clients may choose them.
            long id = (random.nextInt(200) - 50) * (random.nextBoolean() ? 1L : 1L << 33);
            assertThat(watchers.contains(id)).isEqualTo(naive.containsKey(id));
            if (random.nextInt(3) == 0) {
                assertThat(watchers.remove(id)).isSameAs(naive.remove(id));
            } else if (!naive.containsKey(id)) {
                Watcher fresh = watcher(id);
                naive.put(id, fresh);
                watchers.add(fresh);
            }
            assertThat(watchers.isEmpty()).isEqualTo(naive.isEmpty());
        }
        Set<Watcher> visited = new HashSet<>();
        watchers.forEach(watcher -> assertThat(visited.add(watcher)).isTrue());

        assertThat(visited).isNotEmpty().isEqualTo(new HashSet<>(naive.values()));
        assertThat(watchers.allMatch(visited::contains)).isTrue();
        assertThat(watchers.allMatch(watcher -> watcher.id >= 0)).isFalse();
    }

    @Test
    void freeIdsCountFromZeroAndPassThoseThatAreTaken() {
        watchers.add(watcher(1));
        watchers.add(watcher(2));

        assertThat(watchers.freeId()).isZero();
        assertThat(watchers.freeId()).isEqualTo(3);
    }

    @Test
    void nothingIsLeftAfterClearing() {
        watchers.add(watcher(7));
        watchers.clear();

        assertThat(watchers.isEmpty()).isTrue();
        assertThat(watchers.contains(7)).isFalse();
        assertThat(watchers.allMatch(watcher -> false)).isTrue();
    }

    private Watcher watcher(long id) {
        Selection selection = new Selection(KeyRange.EVERYTHING, false, false, false);
        return new Watcher(id, stream, new WatchRequest(id, selection, 0, false, false), 1);
    }
}
