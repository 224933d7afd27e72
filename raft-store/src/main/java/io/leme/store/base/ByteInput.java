package io.leme.store.base;

import java.nio.ByteBuffer;

/// Reads what a [ByteOutput] wrote. Every length is checked against what is left before anything is
/// allocated, so rubbish costs no more memory than its own size.
///
/// Everything throws [MalformedBytesException] when the bytes do not hold what is asked for.
public final class ByteInput {
    private final ByteBuffer buffer;

    /// Reads `buffer` from its position to its limit and moves the position.
    public ByteInput(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    public ByteInput(Bytes bytes) {
        this(ByteBuffer.wrap(bytes.unsafeArray()));
    }

    public int remaining() {
        return buffer.remaining();
    }

    public boolean hasMore() {
        return buffer.hasRemaining();
    }

    public int octet() {
        require(1);
        return buffer.get() & 0xff;
    }

    public long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            require(1);
            byte group = buffer.get();
            value |= (group & 0x7fL) << shift;
            if (group >= 0) {
                return value;
            }
        }
        throw new MalformedBytesException("a number is longer than 64 bits");
    }

    /// A number of things that follow, each at least one byte long.
    public int count() {
        long count = varint();
        if (count < 0 || count > buffer.remaining()) {
            throw new MalformedBytesException(
                    "%d things announced, %d bytes left".formatted(count, buffer.remaining()));
        }
        return (int) count;
    }

    public long fixed64() {
        require(Long.BYTES);
        return buffer.getLong();
    }

    public Bytes raw(int length) {
        require(length);
        byte[] copy = new byte[length];
        buffer.get(copy);
        return Bytes.wrap(copy);
    }

    public Bytes sized() {
        return raw(count());
    }

    /// All that is left.
    public Bytes rest() {
        return raw(buffer.remaining());
    }

    public void skip(int length) {
        require(length);
        buffer.position(buffer.position() + length);
    }

    public boolean flag() {
        int octet = octet();
        if (octet > 1) {
            throw new MalformedBytesException(octet + " is not a flag");
        }
        return octet == 1;
    }

    /// Refuses bytes behind the last expected one.
    public void end() {
        if (buffer.hasRemaining()) {
            throw new MalformedBytesException(buffer.remaining() + " bytes too many");
        }
    }

    private void require(int length) {
        if (length < 0 || length > buffer.remaining()) {
            throw new MalformedBytesException(
                    "%d bytes wanted, %d left".formatted(length, buffer.remaining()));
        }
    }
}
