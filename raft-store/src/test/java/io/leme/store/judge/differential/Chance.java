package io.leme.store.judge.differential;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.SplittableRandom;

/// Draws from a seed, in the words the generator needs.
final class Chance {
    private static final List<String> KEYS =
            List.of(
                    "a",
                    "a/1",
                    "a/2",
                    "a/3",
                    "b",
                    "b\0",
                    "b/x",
                    "c",
                    "\0",
                    "\u00ff",
                    "\u00ff\u00ff");
    private static final List<String> ENDS =
            List.of("", "\0", "a", "a0", "b", "b0", "c", "d", "\u00ff", "\u00ff\u00ff");
    private static final List<String> VALUES =
            List.of("", "1", "2", "3", "10", "v", "\0", "\u00fe");

    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// True once in so many draws.
    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    <T> T of(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    @SafeVarargs
    final <T> T choose(T... some) {
        return some[random.nextInt(some.length)];
    }

    /// A key; now and then the empty one, which most requests refuse.
    ByteString key() {
        return oneIn(80) ? ByteString.EMPTY : Known.bytes(of(KEYS));
    }

    /// The end of a range: mostly none, else anything, also before its beginning.
    ByteString end() {
        return oneIn(2) ? ByteString.EMPTY : Known.bytes(of(ENDS));
    }

    ByteString value() {
        return oneIn(200) ? Known.bytes("x".repeat(below(30_000))) : Known.bytes(of(VALUES));
    }

    /// A lease id; few of them, so that they are granted, used and missing alike.
    long leaseId() {
        return choose(1L, 2L, 3L, 4L, 5L, 0x7fff_ffff_ffff_fff0L, -3L);
    }

    /// A revision around the two that matter, mostly one that can be read.
    long revision(Known known) {
        long low = Math.max(1, known.compacted());
        long high = known.revision();
        return switch (below(12)) {
            case 0 -> low - 1;
            case 1 -> low;
            case 2 -> low + 1;
            case 3 -> high;
            case 4 -> high + 1;
            case 5 -> high + 1_000;
            case 6 -> -1;
            default -> random.nextLong(low, high + 1);
        };
    }
}
