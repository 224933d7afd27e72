package io.leme.gateway.pki;

/// Keys or certificates that can't be read, made or trusted. The message is for the operator and
/// names the file.
public final class PkiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PkiException(String message) {
        super(message);
    }

    public PkiException(String message, Throwable cause) {
        super(message, cause);
    }
}
