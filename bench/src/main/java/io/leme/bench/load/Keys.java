package io.leme.bench.load;

import com.google.protobuf.ByteString;
import java.util.Random;

/// The keys and values of a run: `count` keys `prefix` + 12 digits, visited in a scrambled order
/// that is the same in every run, and values of `valueBytes` random bytes (so that compression
/// finds nothing).
public final class Keys {
    private static final long SCRAMBLE = 0x9E3779B97F4A7C15L;

    private final String prefix;
    private final int count;
    private final ByteString value;

    public Keys(String prefix, int count, int valueBytes) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one key");
        }
        this.prefix = prefix;
        this.count = count;
        byte[] bytes = new byte[valueBytes];
        new Random(1).nextBytes(bytes);
        this.value = ByteString.copyFrom(bytes);
    }

    public ByteString prefix() {
        return ByteString.copyFromUtf8(prefix);
    }

    public int count() {
        return count;
    }

    public ByteString key(long sequence) {
        long scrambled = (sequence * SCRAMBLE) >>> 1;
        return at((int) (scrambled % count));
    }

    public ByteString at(int number) {
        return ByteString.copyFromUtf8(prefix + String.format("%012d", number));
    }

    public ByteString value() {
        return value;
    }
}
