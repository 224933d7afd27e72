package io.leme.store.error;

/// A [StoreError] on its way to the caller. It has no stack trace, because it is an answer and not
/// a fault of the program.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StoreError error;

    public StoreException(StoreError error) {
        super(error.text(), null, false, false);
        this.error = error;
    }

    public StoreError error() {
        return error;
    }
}
