package io.leme.store.offline;

import java.io.IOException;

/// A file is no whole snapshot. The message names the file and what is wrong with it.
public final class BadSnapshotException extends IOException {
    private static final long serialVersionUID = 1L;

    public BadSnapshotException(String message) {
        super(message);
    }

    BadSnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
