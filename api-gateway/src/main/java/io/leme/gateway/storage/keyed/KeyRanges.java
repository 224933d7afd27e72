package io.leme.gateway.storage.keyed;

/// Ranges of text keys.
public final class KeyRanges {
    private KeyRanges() {}

    /// The first key behind all keys that begin with `prefix`. Keys are ASCII, so that the last
    /// character can be raised.
    public static String endOfPrefix(String prefix) {
        int last = prefix.length() - 1;

        return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    }
}
