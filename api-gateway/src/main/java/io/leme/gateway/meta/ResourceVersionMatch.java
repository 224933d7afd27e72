package io.leme.gateway.meta;

/// How `resourceVersion` binds a list.
public enum ResourceVersionMatch {
    /// Nothing said: the rules of old.
    UNSET,
    /// The list as it was at that version.
    EXACT,
    /// The list at that version or later.
    NOT_OLDER_THAN
}
