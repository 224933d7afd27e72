package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Reader;
import io.leme.store.storage.Table;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How many keys lie in each of many buckets of the key space at one instant, so that keys are
/// counted without being listed: whole buckets are summed, and only the two in which a range begins
/// and ends are walked. Never changes; [KeyCounter] makes the next one.
///
/// A bucket reaches from its first key to that of the next one. The first bucket begins below every
/// key, so each key lies in one.
final class KeyHistogram {
    /// One bucket: everything is walked.
    static final KeyHistogram NONE = new KeyHistogram(new Bytes[] {Bytes.EMPTY}, new int[1]);

    private final Bytes[] firsts;
    private final int[] counts;

    /// Takes over both arrays, which are of one length. `firsts` ascends from the empty key.
    KeyHistogram(Bytes[] firsts, int[] counts) {
        this.firsts = firsts;
        this.counts = counts;
    }

    /// The keys of `range` in `rows`, which are of the same instant.
    long count(KeyRange range, Reader rows) {
        if (range.isEmpty()) {
            return 0;
        }
        Bytes until = range.upperBound().orElse(null);
        int head = bucketOf(firsts, range.from());
        int tail = until == null ? firsts.length : bucketOf(firsts, until);
        if (head == tail) {
            return walk(range.from(), until, rows);
        }

        long count = walk(range.from(), first(head + 1), rows);
        for (int i = head + 1; i < tail; i++) {
            count += counts[i];
        }
        return tail == firsts.length ? count : count + walk(firsts[tail], until, rows);
    }

    /// Null above the last bucket.
    private @Nullable Bytes first(int bucket) {
        return bucket < firsts.length ? firsts[bucket] : null;
    }

    private static long walk(Bytes from, @Nullable Bytes until, Reader rows) {
        if (until != null && from.compareTo(until) >= 0) {
            return 0;
        }
        long count = 0;
        try (Cursor live = rows.cursor(Table.LIVE, from, until)) {
            while (live.next()) {
                count++;
            }
        }
        return count;
    }

    /// The bucket that `key` lies in.
    static int bucketOf(Bytes[] firsts, Bytes key) {
        int found = Arrays.binarySearch(firsts, key);
        return found >= 0 ? found : -found - 2;
    }
}
