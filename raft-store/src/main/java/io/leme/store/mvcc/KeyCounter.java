package io.leme.store.mvcc;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Reader;
import io.leme.store.storage.Table;
import io.leme.store.storage.WriteSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Counts keys as they come and go: the writing side of [KeyHistogram]. Belongs to the apply
/// thread.
///
/// Rows in [Table#META]: `keys/` and the first key of a bucket hold how many keys it has. They are
/// written in the batch of the keys that they count. A bucket that holds more than [#MOST_KEYS] is
/// split in the middle, and one that holds less than an eighth of that joins the one below it when
/// both are small. Where the borders lie depends on when a member began to count, and no answer
/// depends on it.
public final class KeyCounter {
    private static final int MOST_KEYS = 2048;

    private static final Bytes PREFIX = Bytes.utf8("keys/");

    /// "0" follows "/" in ASCII.
    private static final Bytes AFTER = Bytes.utf8("keys0");

    private final int mostKeys;
    private Bytes[] firsts;
    private int[] counts;

    /// A histogram holds the arrays too.
    private boolean shared;

    private final Set<Bytes> changed = new HashSet<>();

    private KeyCounter(int mostKeys, Bytes[] firsts, int[] counts) {
        this.mostKeys = mostKeys;
        this.firsts = firsts;
        this.counts = counts;
    }

    /// What the rows say; where they say nothing, the keys are walked and counted once.
    public static KeyCounter of(Reader rows) {
        return of(rows, MOST_KEYS);
    }

    static KeyCounter of(Reader rows, int mostKeys) {
        List<Bytes> firsts = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        try (Cursor buckets = rows.cursor(Table.META, PREFIX, AFTER)) {
            while (buckets.next()) {
                byte[] row = buckets.key().unsafeArray();
                firsts.add(Bytes.wrap(Arrays.copyOfRange(row, PREFIX.length(), row.length)));
                counts.add((int) new ByteInput(buckets.value()).varint());
            }
        }
        return firsts.isEmpty()
                ? counted(rows, mostKeys)
                : new KeyCounter(mostKeys, array(firsts), ints(counts));
    }

    private static KeyCounter counted(Reader rows, int mostKeys) {
        List<Bytes> firsts = new ArrayList<>(List.of(Bytes.EMPTY));
        List<Integer> counts = new ArrayList<>();
        int count = 0;
        try (Cursor live = rows.cursor(Table.LIVE, Bytes.EMPTY, null)) {
            while (live.next()) {
                if (count == mostKeys / 2) {
                    counts.add(count);
                    firsts.add(live.key());
                    count = 0;
                }
                count++;
            }
        }
        counts.add(count);
        KeyCounter counter = new KeyCounter(mostKeys, array(firsts), ints(counts));
        counter.changed.addAll(firsts);
        return counter;
    }

    /// The counts of now.
    KeyHistogram histogram() {
        shared = true;
        return new KeyHistogram(firsts, counts);
    }

    void created(Bytes key) {
        add(key, 1);
    }

    void deleted(Bytes key) {
        add(key, -1);
    }

    private void add(Bytes key, int difference) {
        int bucket = KeyHistogram.bucketOf(firsts, key);
        ownCounts()[bucket] += difference;
        changed.add(firsts[bucket]);
    }

    /// Brings the buckets that have changed to size and into `rows`, which hold the keys too. Call
    /// it at the end of each entry.
    public void settle(WriteSet rows) {
        for (Bytes first : changed) {
            int bucket = Arrays.binarySearch(firsts, first);
            if (counts[bucket] > mostKeys) {
                split(bucket, rows);
            } else if (bucket > 0
                    && counts[bucket] < mostKeys / 8
                    && counts[bucket] + counts[bucket - 1] <= mostKeys / 2) {
                join(bucket, rows);
            } else {
                write(bucket, rows);
            }
        }
        changed.clear();
    }

    private void split(int bucket, WriteSet rows) {
        int lower = counts[bucket] / 2;
        Bytes middle = keyAt(lower, firsts[bucket], rows);
        int upper = counts[bucket] - lower;
        firsts = inserted(firsts, bucket + 1, middle);
        int[] split = new int[firsts.length];
        System.arraycopy(counts, 0, split, 0, bucket);
        split[bucket] = lower;
        split[bucket + 1] = upper;
        System.arraycopy(counts, bucket + 1, split, bucket + 2, counts.length - bucket - 1);
        counts = split;
        shared = false;
        write(bucket, rows);
        write(bucket + 1, rows);
    }

    private void join(int bucket, WriteSet rows) {
        rows.delete(Table.META, rowKey(firsts[bucket]));
        int joined = counts[bucket] + counts[bucket - 1];
        firsts = removed(firsts, bucket);
        int[] left = new int[firsts.length];
        System.arraycopy(counts, 0, left, 0, bucket);
        System.arraycopy(counts, bucket + 1, left, bucket, left.length - bucket);
        left[bucket - 1] = joined;
        counts = left;
        shared = false;
        write(bucket - 1, rows);
    }

    private void write(int bucket, WriteSet rows) {
        var row = new ArrayOutput(4);
        row.varint(counts[bucket]);
        rows.put(Table.META, rowKey(firsts[bucket]), row.toBytes());
    }

    private int[] ownCounts() {
        if (shared) {
            counts = counts.clone();
            shared = false;
        }
        return counts;
    }

    private static Bytes keyAt(int index, Bytes from, Reader rows) {
        try (Cursor live = rows.cursor(Table.LIVE, from, null)) {
            for (int i = 0; i <= index; i++) {
                if (!live.next()) {
                    throw new IllegalStateException(
                            "fewer keys from %s on than were counted".formatted(from));
                }
            }
            return live.key();
        }
    }

    private static Bytes rowKey(Bytes first) {
        var key = new ArrayOutput(PREFIX.length() + first.length());
        key.raw(PREFIX);
        key.raw(first);
        return key.toBytes();
    }

    private static Bytes[] inserted(Bytes[] array, int index, Bytes added) {
        List<Bytes> list = new ArrayList<>(Arrays.asList(array));
        list.add(index, added);
        return array(list);
    }

    private static Bytes[] removed(Bytes[] array, int index) {
        List<Bytes> list = new ArrayList<>(Arrays.asList(array));
        list.remove(index);
        return array(list);
    }

    private static Bytes[] array(List<Bytes> list) {
        return list.toArray(new Bytes[0]);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
