package io.leme.store.base;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// An immutable byte string, ordered by unsigned bytes as etcd orders keys.
///
/// Keys and values have no length limit of their own; the size of a whole request bounds them.
public final class Bytes implements Comparable<Bytes> {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] array;
    private int hash;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /// A copy of `array`.
    public static Bytes copyOf(byte[] array) {
        return wrap(array.clone());
    }

    /// `array` itself, without a copy: the caller gives it up and never writes to it again.
    public static Bytes wrap(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array);
    }

    /// The remaining bytes of `buffer`, copied; the buffer's position moves to its limit.
    public static Bytes from(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        return wrap(copy);
    }

    public static Bytes utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return array.length;
    }

    public boolean isEmpty() {
        return array.length == 0;
    }

    public byte at(int index) {
        return array[index];
    }

    public byte[] toArray() {
        return array.clone();
    }

    /// The array behind this value, without a copy: only to hand to an API that reads it at once.
    public byte[] unsafeArray() {
        return array;
    }

    public ByteBuffer toBuffer() {
        return ByteBuffer.wrap(array).asReadOnlyBuffer();
    }

    public void putTo(ByteBuffer target) {
        target.put(array);
    }

    /// The smallest byte string above this one: this one with a zero byte behind it.
    public Bytes successor() {
        return wrap(Arrays.copyOf(array, array.length + 1));
    }

    public String toUtf8() {
        return new String(array, StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(array, other.array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = Arrays.hashCode(array);
            hash = known;
        }
        return known;
    }

    /// Printable ASCII as it is, all else as hex: for logs and tests only.
    @Override
    public String toString() {
        for (byte value : array) {
            if (value < 0x20 || value > 0x7e) {
                return "0x" + HexFormat.of().formatHex(array);
            }
        }
        return toUtf8();
    }
}
