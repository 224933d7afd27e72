package io.leme.store.storage;

/// The storage engine or its files failed. There is no way around it: the member stops.
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageException(String what) {
        super(what);
    }

    public StorageException(String what, Throwable cause) {
        super(what, cause);
    }
}
