package io.leme.gateway.meta;

/// A request ends with this Status. The only exception that a caller of the engine has to expect;
/// anything else thrown is a fault of the server and is answered as `InternalError`.
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiStatus status;

    public ApiException(ApiStatus status) {
        super(status.message(), null, false, false);
        this.status = status;
    }

    public ApiException(ApiStatus status, Throwable cause) {
        super(status.message(), cause, false, false);
        this.status = status;
    }

    public ApiStatus status() {
        return status;
    }

    /// Whether the Status gives this reason.
    public boolean is(StatusReason reason) {
        return status.reason().equals(reason.text());
    }
}
