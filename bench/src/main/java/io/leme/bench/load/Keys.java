package io.leme.bench.load;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// The keys and values of a run: `count` keys `prefix` + 12 digits, visited in a scrambled order
/// that is the same in every run, and values of `valueBytes` random bytes (so that compression
/// finds nothing in one of them).
public final class Keys {
    private static final long SCRAMBLE = 0x9E3779B97F4A7C15L;

    private static final int DIGITS = 12;

    /// What different values are cut out of. Far larger than what a compressor looks back at.
    private static final int POOL_BYTES = 16 << 20;

    private final byte[] prefixBytes;
    private final int count;
    private final int valueBytes;
    private final ByteString pool;

    /// One value for all.
    public Keys(String prefix, int count, int valueBytes) {
        this(prefix, count, valueBytes, valueBytes);
    }

    private Keys(String prefix, int count, int valueBytes, int poolBytes) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one key");
        }
        this.prefixBytes = prefix.getBytes(StandardCharsets.UTF_8);
        this.count = count;
        this.valueBytes = valueBytes;
        byte[] bytes = new byte[poolBytes];
        new Random(1).nextBytes(bytes);
        this.pool = ByteString.copyFrom(bytes);
    }

    /// Values that differ, so that compression finds nothing in many of them either.
    public static Keys withDifferentValues(String prefix, int count, int valueBytes) {
        return new Keys(prefix, count, valueBytes, POOL_BYTES);
    }

    public ByteString prefix() {
        return ByteString.copyFrom(prefixBytes);
    }

    public int count() {
        return count;
    }

    public ByteString key(long sequence) {
        return at(number(sequence));
    }

    /// Which key request number `sequence` is about: 0 to `count` - 1.
    public int number(long sequence) {
        long scrambled = (sequence * SCRAMBLE) >>> 1;
        return (int) (scrambled % count);
    }

    /// Key number `number`; written out by hand, because a driver that formats text for every
    /// request measures that.
    public ByteString at(int number) {
        byte[] key = Arrays.copyOf(prefixBytes, prefixBytes.length + DIGITS);
        int rest = number;
        for (int i = key.length - 1; i >= prefixBytes.length; i--) {
            key[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return UnsafeByteOperations.unsafeWrap(key);
    }

    /// What request number `sequence` puts.
    public ByteString value(long sequence) {
        int places = pool.size() - valueBytes;
        if (places == 0) {
            return pool;
        }
        int from = (int) (((sequence * SCRAMBLE) >>> 1) % places);
        return pool.substring(from, from + valueBytes);
    }
}
