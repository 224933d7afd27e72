package io.leme.store.offline.bolt;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.leme.store.base.Bytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// One page with those that it runs over into. Reading beyond its end throws
/// [IndexOutOfBoundsException].
///
/// Header: id (8 bytes), flags (2), count of elements (2), pages that it runs over into (4).
/// Elements of 16 bytes follow; places of keys are told from the element that tells them.
final class Page {
    static final int BRANCH = 0x01;
    static final int LEAF = 0x02;
    static final int BUCKET_ROW = 0x01;
    private static final int ELEMENT_BYTES = 16;

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);

    private final MemorySegment bytes;

    Page(MemorySegment bytes) {
        this.bytes = bytes;
    }

    static long overflow(MemorySegment header) {
        return Integer.toUnsignedLong(header.get(INT, 12));
    }

    long id() {
        return bytes.get(LONG, 0);
    }

    int flags() {
        return bytes.get(SHORT, 8);
    }

    int count() {
        return Short.toUnsignedInt(bytes.get(SHORT, 10));
    }

    /// Of a branch: the page below an element.
    long child(int index) {
        return bytes.get(LONG, element(index) + 8);
    }

    /// Of a leaf.
    int rowFlags(int index) {
        return bytes.get(INT, element(index));
    }

    /// Of a leaf.
    Bytes key(int index) {
        long element = element(index);
        return copy(element + number(element + 4), number(element + 8));
    }

    /// Of a leaf.
    MemorySegment value(int index) {
        long element = element(index);
        long at = element + number(element + 4) + number(element + 8);
        return bytes.asSlice(at, number(element + 12));
    }

    private Bytes copy(long from, long length) {
        return Bytes.wrap(bytes.asSlice(from, length).toArray(ValueLayout.JAVA_BYTE));
    }

    private long number(long offset) {
        return Integer.toUnsignedLong(bytes.get(INT, offset));
    }

    private static long element(int index) {
        return Meta.HEADER_BYTES + (long) index * ELEMENT_BYTES;
    }
}
