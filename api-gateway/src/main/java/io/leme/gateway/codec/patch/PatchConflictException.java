package io.leme.gateway.codec.patch;

/// A well-formed patch does not fit the object it is applied to: a failed test, or a path that is
/// not there.
public final class PatchConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PatchConflictException(String message) {
        super(message, null, false, false);
    }

    /// What does not fit; never null.
    public String text() {
        return String.valueOf(getMessage());
    }
}
