package io.leme.client.kv;

import java.util.Arrays;

/// One key or many, as etcd names them.
///
/// @param start the key, or the first key
/// @param end empty for the one key `start`; one zero byte for every key from `start` on; else the
///   first key after the range. A range that ends where it starts or before has no keys.
public record KeyRange(ByteSequence start, ByteSequence end) {
    private static final ByteSequence ZERO = ByteSequence.copyOf((byte) 0);

    public KeyRange {
        if (start.isEmpty()) {
            throw new IllegalArgumentException("a range starts at a key, which is not empty");
        }
    }

    /// One key.
    public static KeyRange single(ByteSequence key) {
        return new KeyRange(key, ByteSequence.empty());
    }

    /// The keys from `start`, not `end` and what follows it.
    public static KeyRange between(ByteSequence start, ByteSequence end) {
        if (end.isEmpty()) {
            throw new IllegalArgumentException("the end of a range is a key, which is not empty");
        }
        return new KeyRange(start, end);
    }

    /// Every key that begins with these bytes; with none, every key.
    public static KeyRange prefix(ByteSequence prefix) {
        return prefix.isEmpty() ? all() : new KeyRange(prefix, endOfPrefix(prefix));
    }

    /// This key and every key after it.
    public static KeyRange from(ByteSequence start) {
        return new KeyRange(start, ZERO);
    }

    /// Every key.
    public static KeyRange all() {
        return new KeyRange(ZERO, ZERO);
    }

    /// The same end, starting right after a key: how the next page of a range is asked for.
    public KeyRange after(ByteSequence key) {
        return new KeyRange(key.successor(), end);
    }

    /// Whether this names one key by itself, rather than a range that might hold more.
    public boolean isSingle() {
        return end.isEmpty();
    }

    /// Whether the key is one of these.
    public boolean contains(ByteSequence key) {
        if (isSingle()) {
            return key.equals(start);
        }
        boolean open = end.equals(ZERO);
        return key.compareTo(start) >= 0 && (open || key.compareTo(end) < 0);
    }

    /// The first key that is greater than all keys with the prefix; a prefix of nothing but 0xff
    /// has none, so its range is open.
    private static ByteSequence endOfPrefix(ByteSequence prefix) {
        for (int i = prefix.size() - 1; i >= 0; i--) {
            if (prefix.byteAt(i) != (byte) 0xff) {
                byte[] end = Arrays.copyOf(prefix.array(), i + 1);
                end[i]++;
                return ByteSequence.wrap(end);
            }
        }
        return ZERO;
    }
}
