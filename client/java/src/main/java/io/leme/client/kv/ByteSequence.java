package io.leme.client.kv;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// Bytes that don't change; ordered as the store orders keys, by unsigned bytes from the left.
///
/// [#wrap] and [#array] share the array for the sake of large values that pass through; whoever
/// uses them promises to leave it as it is.
public final class ByteSequence implements Comparable<ByteSequence> {
    private static final ByteSequence EMPTY = new ByteSequence(new byte[0]);
    private static final int MAX_SHOWN_BYTES = 64;

    private final byte[] bytes;
    private int hash;

    private ByteSequence(byte[] bytes) {
        this.bytes = bytes;
    }

    /// No bytes.
    public static ByteSequence empty() {
        return EMPTY;
    }

    /// The text in UTF-8.
    public static ByteSequence utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /// These bytes, copied.
    public static ByteSequence copyOf(byte... bytes) {
        return wrap(bytes.clone());
    }

    /// What is left in a buffer, copied; the buffer's position stays.
    public static ByteSequence copyOf(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return wrap(copy);
    }

    /// This very array, which from now on must not be changed by anyone.
    public static ByteSequence wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new ByteSequence(Objects.requireNonNull(bytes));
    }

    /// How many bytes there are.
    public int size() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /// The byte at an index from 0 to `size() - 1`.
    public byte byteAt(int index) {
        return bytes[index];
    }

    /// Whether this begins with all bytes of the other.
    public boolean startsWith(ByteSequence prefix) {
        int length = prefix.bytes.length;
        return length <= bytes.length && Arrays.equals(bytes, 0, length, prefix.bytes, 0, length);
    }

    /// The bytes from an index to the end.
    public ByteSequence substring(int begin) {
        return wrap(Arrays.copyOfRange(bytes, begin, bytes.length));
    }

    /// These bytes, then the others.
    public ByteSequence concat(ByteSequence other) {
        byte[] joined = Arrays.copyOf(bytes, bytes.length + other.bytes.length);
        System.arraycopy(other.bytes, 0, joined, bytes.length, other.bytes.length);
        return wrap(joined);
    }

    /// The smallest sequence that is greater than this: one zero byte more. As the start of a range
    /// it continues after this key.
    public ByteSequence successor() {
        return wrap(Arrays.copyOf(bytes, bytes.length + 1));
    }

    /// A copy.
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /// The bytes themselves, not a copy. To be read only.
    public byte[] array() {
        return bytes;
    }

    /// A read-only view.
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    public InputStream newInput() {
        return new ByteArrayInputStream(bytes);
    }

    /// As UTF-8 text; what is not UTF-8 becomes replacement characters.
    public String toUtf8() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(ByteSequence other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof ByteSequence that && equalBytes(that));
    }

    private boolean equalBytes(ByteSequence that) {
        return Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = Arrays.hashCode(bytes);
            hash = known;
        }
        return known;
    }

    /// For logs: text as far as it is printable ASCII, else hex; long ones are cut.
    @Override
    public String toString() {
        int shown = Math.min(bytes.length, MAX_SHOWN_BYTES);
        String tail = shown < bytes.length ? "... (" + bytes.length + " bytes)" : "";
        for (int i = 0; i < shown; i++) {
            if (bytes[i] < ' ' || bytes[i] > '~') {
                return "0x" + HexFormat.of().formatHex(bytes, 0, shown) + tail;
            }
        }
        return new String(bytes, 0, shown, StandardCharsets.US_ASCII) + tail;
    }
}
