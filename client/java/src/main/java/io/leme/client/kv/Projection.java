package io.leme.client.kv;

/// How much of each key a range brings back.
public enum Projection {
    KEYS_AND_VALUES,
    /// Keys with empty values.
    KEYS_ONLY,
    /// No keys, just how many there are; limits are ignored.
    COUNT_ONLY
}
