package io.leme.store.error;

/// What a caller may do about an error.
public enum Family {
    /// The request itself is wrong: never retry it unchanged.
    BAD_REQUEST,
    /// Nothing was done: retry later or elsewhere.
    NOT_NOW,
    /// The request was proposed and its fate is not known: it may or may not have been applied.
    UNKNOWN_OUTCOME,
    /// The member cannot be trusted to go on.
    BROKEN
}
