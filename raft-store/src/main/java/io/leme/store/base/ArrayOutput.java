package io.leme.store.base;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes into an array that grows as needed. Not safe for use by several threads.
public final class ArrayOutput implements ByteOutput {
    private static final VarHandle BIG_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] array;
    private int length;

    public ArrayOutput(int capacity) {
        array = new byte[capacity];
    }

    public int length() {
        return length;
    }

    /// Forgets what was written and keeps the space.
    public void clear() {
        length = 0;
    }

    /// What was written, in an array of exactly that size. It is the output's own array when that
    /// is already full, so nothing may be written after this call.
    public byte[] toArray() {
        return length == array.length ? array : Arrays.copyOf(array, length);
    }

    public Bytes toBytes() {
        return Bytes.wrap(toArray());
    }

    @Override
    public void octet(int value) {
        reserve(1);
        array[length++] = (byte) value;
    }

    @Override
    public void varint(long value) {
        reserve(CountingOutput.varintSize(value));
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            array[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[length++] = (byte) rest;
    }

    @Override
    public void fixed64(long value) {
        reserve(Long.BYTES);
        BIG_ENDIAN_LONG.set(array, length, value);
        length += Long.BYTES;
    }

    @Override
    public void raw(Bytes bytes) {
        raw(bytes.unsafeArray(), 0, bytes.length());
    }

    /// `count` bytes of `source` from `offset` on.
    public void raw(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, array, length, count);
        length += count;
    }

    private void reserve(int count) {
        int needed = Math.addExact(length, count);
        if (needed > array.length) {
            array = Arrays.copyOf(array, grown(needed));
        }
    }

    private int grown(int needed) {
        long doubled = Math.min(2L * array.length, Integer.MAX_VALUE - 8L);
        return (int) Math.max(needed, doubled);
    }
}
