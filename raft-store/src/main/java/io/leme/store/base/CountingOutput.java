package io.leme.store.base;

/// Counts what would be written.
public final class CountingOutput implements ByteOutput {
    private long count;

    public long count() {
        return count;
    }

    @Override
    public void octet(int value) {
        count++;
    }

    @Override
    public void varint(long value) {
        count += varintSize(value);
    }

    @Override
    public void fixed64(long value) {
        count += Long.BYTES;
    }

    @Override
    public void raw(Bytes bytes) {
        count += bytes.length();
    }

    /// Bytes that [ByteOutput#varint] takes for `value`: 1 to 10.
    public static int varintSize(long value) {
        int significantBits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
        return (significantBits + 6) / 7;
    }
}
