package io.leme.store.base;

/// Bytes that do not hold what they should: a torn or foreign row or log entry.
public final class MalformedBytesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedBytesException(String what) {
        super(what);
    }

    public MalformedBytesException(String what, Throwable cause) {
        super(what, cause);
    }
}
