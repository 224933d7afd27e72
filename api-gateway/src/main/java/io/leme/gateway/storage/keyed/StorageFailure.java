package io.leme.gateway.storage.keyed;

/// A key space could not do what it was asked.
public final class StorageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What kind of failure, by what may be done next.
    public enum Kind {
        /// Nothing happened; the same may work later.
        UNAVAILABLE,
        /// A write was sent and its answer is missing.
        UNKNOWN_OUTCOME,
        /// The revision is gone.
        COMPACTED,
        /// The revision has not happened yet.
        FUTURE_REVISION,
        /// The value is larger than the store takes.
        TOO_LARGE,
        /// Trying again does not help.
        BROKEN
    }

    private final Kind kind;
    private final String text;

    /// @param text what went wrong, in the store's words
    public StorageFailure(Kind kind, String text) {
        super(text, null, false, false);
        this.kind = kind;
        this.text = text;
    }

    public StorageFailure(Kind kind, String text, Throwable cause) {
        super(text, cause, false, false);
        this.kind = kind;
        this.text = text;
    }

    public Kind kind() {
        return kind;
    }

    public String text() {
        return text;
    }
}
