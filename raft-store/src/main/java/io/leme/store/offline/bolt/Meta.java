package io.leme.store.offline.bolt;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.LongStream;

/// What a meta page says: how large pages are, and where the tree of buckets begins.
record Meta(int pageSize, long root, long transaction) {
    static final int HEADER_BYTES = 16;
    private static final int MAGIC = 0xED0CDAED;
    private static final int VERSION = 2;
    private static final int BYTES = 64;
    private static final int CHECKED_BYTES = 56;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int SMALLEST_PAGE = 1024;
    private static final int PAGE_SIZES = 15;

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);

    /// The last one that was written whole. Where the second lies depends on the size of pages,
    /// which the first tells only if it is whole itself.
    static Optional<Meta> newest(MemorySegment file) {
        LongStream second = LongStream.range(0, PAGE_SIZES).map(i -> (long) SMALLEST_PAGE << i);
        return LongStream.concat(LongStream.of(0), second)
                .filter(offset -> offset + HEADER_BYTES + BYTES <= file.byteSize())
                .mapToObj(offset ->
                        at(file, offset).filter(meta -> offset == 0 || offset == meta.pageSize))
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(Meta::transaction));
    }

    private static Optional<Meta> at(MemorySegment file, long page) {
        MemorySegment meta = file.asSlice(page + HEADER_BYTES, BYTES);
        boolean whole =
                meta.get(INT, 0) == MAGIC
                        && meta.get(INT, 4) == VERSION
                        && meta.get(INT, 8) > 0
                        && meta.get(LONG, CHECKED_BYTES) == checksum(meta);
        return whole
                ? Optional.of(new Meta(meta.get(INT, 8), meta.get(LONG, 16), meta.get(LONG, 48)))
                : Optional.empty();
    }

    /// FNV-1a.
    private static long checksum(MemorySegment meta) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < CHECKED_BYTES; i++) {
            hash ^= Byte.toUnsignedLong(meta.get(ValueLayout.JAVA_BYTE, i));
            hash *= FNV_PRIME;
        }
        return hash;
    }
}
