package io.leme.store.tls;

import java.io.IOException;

/// A file holds no certificate, key or list that can be used. The message names the file.
public final class UnusablePemException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusablePemException(String message) {
        super(message);
    }

    UnusablePemException(String message, Throwable cause) {
        super(message, cause);
    }
}
