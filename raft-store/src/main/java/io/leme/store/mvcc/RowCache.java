package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rows by key in a few large arrays, where the garbage collector sees none of them: as objects of
/// a map they would all be copied when they are young, and searched for what they point to when
/// they are old.
///
/// Rows lie one behind the other in a ring of chunks. A row that fits where the last one of its key
/// lies replaces it there; any other goes to the head. When the ring is full, the oldest chunk is
/// written again, and what was in it is forgotten.
///
/// The table that finds them has buckets of eight slots. A slot holds where a row lies and a part
/// of its key's hash. It is doubled as rows come, up to a slot for each [#BYTES_OF_A_SLOT] of the
/// ring; after that the oldest row of a full bucket is forgotten. So keys of equal hash crowd each
/// other out and cost nobody else anything.
///
/// Not safe for use by several threads.
final class RowCache {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// A row's place is a multiple of this.
    private static final int UNIT = 8;

    /// A row's place begins with three numbers: the bytes of the place, of the key and of the row.
    private static final int KEY_LENGTH_AT = Integer.BYTES;

    private static final int ROW_LENGTH_AT = 2 * Integer.BYTES;
    private static final int HEADER_BYTES = 3 * Integer.BYTES;

    private static final int CHUNK_BYTES = 1 << 20;
    private static final int BYTES_OF_A_SLOT = 128;

    private static final int SLOTS_OF_A_BUCKET = 8;
    private static final int FIRST_BUCKETS = 1 << 10;

    /// The part of the hash in a slot begins where that which chose among the first buckets ends,
    /// so that a table can be doubled without a look at the keys.
    private static final int TAG_SHIFT = Integer.numberOfTrailingZeros(FIRST_BUCKETS);

    private static final int TAG_BITS = 16;
    private static final int MOST_BUCKETS = FIRST_BUCKETS << TAG_BITS;
    private static final int PLACE_BITS = Long.SIZE - TAG_BITS;
    private static final long PLACE_MASK = (1L << PLACE_BITS) - 1;
    private static final long EMPTY = 0;

    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

    private final byte[] @Nullable [] chunks;
    private final int chunkBytes;
    private final int mostBuckets;
    private long[] slots;
    private int used;

    /// Where the next row goes: bytes since the ring was empty.
    private long head;

    /// Takes up to `maxBytes` for rows, in chunks of a mebibyte, and a sixteenth of that for the
    /// table. Holds nothing when that is less than a chunk.
    RowCache(long maxBytes) {
        this(Math.toIntExact(maxBytes / CHUNK_BYTES), CHUNK_BYTES);
    }

    /// @param chunkBytes a multiple of 8
    RowCache(int chunks, int chunkBytes) {
        this.chunks = new byte[chunks][];
        this.chunkBytes = chunkBytes;
        long slotsWanted = (long) chunks * chunkBytes / BYTES_OF_A_SLOT;
        long buckets = Long.highestOneBit(Math.max(1, slotsWanted / SLOTS_OF_A_BUCKET));
        this.mostBuckets = Math.clamp(buckets, FIRST_BUCKETS, MOST_BUCKETS);
        this.slots = new long[chunks == 0 ? 0 : FIRST_BUCKETS * SLOTS_OF_A_BUCKET];
    }

    /// The row of `key`, readable until the cache is changed; null when it is not here.
    @Nullable ByteBuffer get(Bytes key) {
        int slot = find(key, hash(key));
        if (slot < 0) {
            return null;
        }
        long place = placeIn(slots[slot]);
        byte[] chunk = chunkAt(place);
        int start = offsetOf(place);
        int rowBytes = (int) INT.get(chunk, start + ROW_LENGTH_AT);
        return ByteBuffer.wrap(chunk, start + HEADER_BYTES + key.length(), rowBytes);
    }

    /// Remembers `row` for `key`, in place of what was there; not when it is very large.
    void put(Bytes key, Bytes row) {
        int needed = sizeFor(key, row);
        if (needed > chunkBytes || chunks.length == 0) {
            remove(key);
            return;
        }
        if (head / UNIT >= PLACE_MASK - chunkBytes) {
            clear();
        }
        long hash = hash(key);
        int slot = find(key, hash);
        if (slot >= 0) {
            long place = placeIn(slots[slot]);
            int size = (int) INT.get(chunkAt(place), offsetOf(place));
            if (needed <= size) {
                write(place, size, key, row);
                return;
            }
        }
        long place = append(needed);
        write(place, needed, key, row);
        int target = slot >= 0 ? slot : slotFor(hash);
        slots[target] = slotOf(hash, place);
    }

    void remove(Bytes key) {
        int slot = find(key, hash(key));
        if (slot >= 0) {
            slots[slot] = EMPTY;
            used--;
        }
    }

    void clear() {
        Arrays.fill(chunks, null);
        slots = new long[Math.min(slots.length, FIRST_BUCKETS * SLOTS_OF_A_BUCKET)];
        used = 0;
        head = 0;
    }

    /// The slot of `key`, or a negative number.
    private int find(Bytes key, long hash) {
        if (chunks.length == 0) {
            return -1;
        }
        int first = bucketOf(hash);
        for (int slot = first; slot < first + SLOTS_OF_A_BUCKET; slot++) {
            long held = slots[slot];
            if (held == EMPTY || tagIn(held) != tagOf(hash)) {
                continue;
            }
            if (isForgotten(held)) {
                slots[slot] = EMPTY;
                used--;
            } else if (isAt(placeIn(held), key)) {
                return slot;
            }
        }
        return -1;
    }

    private boolean isAt(long place, Bytes key) {
        byte[] chunk = chunkAt(place);
        int start = offsetOf(place);
        int length = (int) INT.get(chunk, start + KEY_LENGTH_AT);
        int from = start + HEADER_BYTES;
        return length == key.length()
                && Arrays.equals(chunk, from, from + length, key.unsafeArray(), 0, length);
    }

    /// A free slot in the bucket of a key that has none.
    private int slotFor(long hash) {
        if (2L * used >= slots.length && slots.length < mostBuckets * SLOTS_OF_A_BUCKET) {
            grow();
        }
        int first = bucketOf(hash);
        int oldest = first;
        for (int slot = first; slot < first + SLOTS_OF_A_BUCKET; slot++) {
            if (slots[slot] == EMPTY) {
                used++;
                return slot;
            }
            if (placeIn(slots[slot]) < placeIn(slots[oldest])) {
                oldest = slot;
            }
        }
        return oldest;
    }

    /// Each bucket becomes two: which of them a row goes to, the next bit of its hash says.
    private void grow() {
        long[] before = slots;
        int buckets = before.length / SLOTS_OF_A_BUCKET;
        slots = new long[2 * before.length];
        used = 0;
        int decides = Integer.numberOfTrailingZeros(buckets) - TAG_SHIFT;
        for (int bucket = 0; bucket < buckets; bucket++) {
            int low = bucket * SLOTS_OF_A_BUCKET;
            int high = (bucket + buckets) * SLOTS_OF_A_BUCKET;
            for (int slot = low, end = low + SLOTS_OF_A_BUCKET; slot < end; slot++) {
                long held = before[slot];
                if (held != EMPTY && !isForgotten(held)) {
                    boolean goesHigh = (tagIn(held) >>> decides & 1) != 0;
                    slots[goesHigh ? high++ : low] = held;
                    low += goesHigh ? 0 : 1;
                    used++;
                }
            }
        }
    }

    /// Takes room at the head. A row lies in one chunk as a whole.
    private long append(int bytes) {
        if (chunkBytes - head % chunkBytes < bytes) {
            head += chunkBytes - head % chunkBytes;
        }
        int number = (int) (head / chunkBytes % chunks.length);
        if (chunks[number] == null) {
            chunks[number] = new byte[chunkBytes];
        }
        long place = head;
        head += bytes;
        return place;
    }

    private void write(long place, int size, Bytes key, Bytes row) {
        byte[] chunk = chunkAt(place);
        int start = offsetOf(place);
        INT.set(chunk, start, size);
        INT.set(chunk, start + KEY_LENGTH_AT, key.length());
        INT.set(chunk, start + ROW_LENGTH_AT, row.length());
        int end = start + HEADER_BYTES;
        System.arraycopy(key.unsafeArray(), 0, chunk, end, key.length());
        System.arraycopy(row.unsafeArray(), 0, chunk, end + key.length(), row.length());
    }

    /// The chunk of a row was written again since.
    private boolean isForgotten(long held) {
        long headChunk = Math.max(0, head - 1) / chunkBytes;
        return headChunk - placeIn(held) / chunkBytes >= chunks.length;
    }

    private byte[] chunkAt(long place) {
        byte[] chunk = chunks[(int) (place / chunkBytes % chunks.length)];
        if (chunk == null) {
            throw new IllegalStateException("nothing was ever written at " + place);
        }
        return chunk;
    }

    private int offsetOf(long place) {
        return (int) (place % chunkBytes);
    }

    private int bucketOf(long hash) {
        int buckets = slots.length / SLOTS_OF_A_BUCKET;
        return ((int) hash & (buckets - 1)) * SLOTS_OF_A_BUCKET;
    }

    private static int sizeFor(Bytes key, Bytes row) {
        long bytes = (long) HEADER_BYTES + key.length() + row.length();
        long rounded = (bytes + UNIT - 1) / UNIT * UNIT;
        return (int) Math.min(rounded, Integer.MAX_VALUE);
    }

    private static long slotOf(long hash, long place) {
        return tagOf(hash) << PLACE_BITS | (place / UNIT + 1);
    }

    private static long placeIn(long held) {
        return ((held & PLACE_MASK) - 1) * UNIT;
    }

    private static long tagIn(long held) {
        return held >>> PLACE_BITS;
    }

    private static long tagOf(long hash) {
        return hash >>> TAG_SHIFT & ((1L << TAG_BITS) - 1);
    }

    private static long hash(Bytes key) {
        byte[] array = key.unsafeArray();
        long hash = array.length;
        int at = 0;
        for (; at + Long.BYTES <= array.length; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONG.get(array, at));
        }
        long rest = 0;
        for (; at < array.length; at++) {
            rest = rest << Byte.SIZE | (array[at] & 0xff);
        }
        return mixed(hash ^ rest);
    }

    private static long mixed(long bits) {
        long product = bits * HASH_FACTOR;
        return (product ^ product >>> 32) * HASH_FACTOR ^ product >>> 29;
    }
}
