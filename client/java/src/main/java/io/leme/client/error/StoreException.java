package io.leme.client.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request that failed, or a stream that ended.
///
/// The text is the server's as it came, or the client's own where no server was involved.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String text;
    private final ErrorFamily family;
    private final ErrorCode code;
    private final ErrorReason reason;

    /// @param text what went wrong, as the server put it
    public StoreException(ErrorFamily family, ErrorCode code, String text) {
        this(family, code, text, null);
    }

    /// @param text what went wrong, as the server put it
    /// @param cause what the client saw, such as a broken connection
    public StoreException(
            ErrorFamily family, ErrorCode code, String text, @Nullable Throwable cause) {
        super(text, cause);
        this.text = Objects.requireNonNull(text, "text");
        this.family = Objects.requireNonNull(family, "family");
        this.code = Objects.requireNonNull(code, "code");
        this.reason = ErrorReason.ofText(text);
    }

    /// What the caller may do next.
    public ErrorFamily family() {
        return family;
    }

    /// The status of the remote call.
    public ErrorCode code() {
        return code;
    }

    /// Which of the well-known failures this is.
    public ErrorReason reason() {
        return reason;
    }

    /// Whether this is that well-known failure.
    public boolean is(ErrorReason other) {
        return reason == other;
    }

    /// What went wrong, as the server put it.
    public String text() {
        return text;
    }

    /// Text, code and family, for logs.
    @Override
    public String getMessage() {
        return text + " (" + code + ", " + family + ")";
    }

    /// The same failure with the stack of the thread that waited for it.
    StoreException seenByCaller() {
        return new StoreException(family, code, text, this);
    }
}
