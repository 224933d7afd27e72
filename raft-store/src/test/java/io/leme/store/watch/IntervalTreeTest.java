package io.leme.store.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntervalTreeTest {
    @Test
    void findsExactlyTheRangesThatContainAKey() {
        Random random = new Random(42);
        IntervalTree<KeyRange> tree = new IntervalTree<>();
        Set<KeyRange> present = new HashSet<>();

        for (int round = 0; round < 3000; round++) {
            KeyRange range = range(random);
            if (random.nextInt(3) == 0) {
                tree.remove(range);
                present.remove(range);
            } else {
                tree.put(range, range);
                present.add(range);
            }

            Bytes key = key(random);
            Set<KeyRange> found = new HashSet<>();
            tree.visit(key, found::add);
            assertThat(found)
                    .isEqualTo(
                            Set.copyOf(
                                    present.stream()
                                            .filter(candidate -> candidate.contains(key))
                                            .toList()));
            assertThat(tree.size()).isEqualTo(present.size());
            assertThat(tree.get(range)).isEqualTo(present.contains(range) ? range : null);
        }
    }

    private static KeyRange range(Random random) {
        Bytes from = key(random);
        return random.nextInt(10) == 0
                ? new KeyRange(from, KeyRange.OPEN_END)
                : new KeyRange(from, List.of(key(random), from.successor()).get(random.nextInt(2)));
    }

    private static Bytes key(Random random) {
        return Bytes.utf8(Integer.toString(100 + random.nextInt(60)));
    }
}
