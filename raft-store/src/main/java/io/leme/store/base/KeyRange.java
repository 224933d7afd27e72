package io.leme.store.base;

import java.util.Optional;

/// The keys `[from, end)` in the way etcd writes ranges: an empty `end` names the single key
/// `from`, an `end` of one zero byte means every key from `from` on, and an `end` at or below
/// `from` holds no key at all.
public record KeyRange(Bytes from, Bytes end) {
    /// The `end` that stands for "no upper bound".
    public static final Bytes OPEN_END = Bytes.wrap(new byte[] {0});

    public static final KeyRange EVERYTHING = new KeyRange(Bytes.EMPTY, OPEN_END);

    public static KeyRange single(Bytes key) {
        return new KeyRange(key, Bytes.EMPTY);
    }

    public boolean isSingle() {
        return end.isEmpty();
    }

    public boolean isOpenEnded() {
        return end.equals(OPEN_END);
    }

    /// True when no key can be inside.
    public boolean isEmpty() {
        return !isSingle() && !isOpenEnded() && from.compareTo(end) >= 0;
    }

    public boolean contains(Bytes key) {
        if (isSingle()) {
            return key.equals(from);
        }
        return key.compareTo(from) >= 0 && (isOpenEnded() || key.compareTo(end) < 0);
    }

    /// The first key above the range, or nothing when the range has no upper bound.
    public Optional<Bytes> upperBound() {
        if (isOpenEnded()) {
            return Optional.empty();
        }
        return Optional.of(isSingle() ? from.successor() : end);
    }
}
