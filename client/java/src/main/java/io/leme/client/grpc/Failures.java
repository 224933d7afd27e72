package io.leme.client.grpc;

import io.grpc.Status;
import io.leme.client.error.ErrorCode;
import io.leme.client.error.ErrorFamily;
import io.leme.client.error.ErrorReason;
import io.leme.client.error.StoreException;

/// Judges how calls ended.
final class Failures {
    private Failures() {}

    /// A call that ended with anything but OK.
    ///
    /// @param sent whether the request may have left this process
    /// @param endpoint named where the text is not the server's
    static StoreException of(Status status, CallKind kind, boolean sent, EndpointChannel endpoint) {
        String described = status.getDescription() == null ? "" : status.getDescription();
        ErrorReason reason = ErrorReason.ofText(described);
        ErrorCode code = reason == ErrorReason.OTHER ? code(status) : reason.code();
        ErrorFamily family = family(code, reason, described, kind, sent);
        return new StoreException(
                family, code, text(status, described, endpoint), status.getCause());
    }

    static StoreException closed() {
        return new StoreException(ErrorFamily.BROKEN, ErrorCode.CANCELLED, "closed by the caller");
    }

    /// Whether a stream that ended so would end so again, wherever it goes.
    static boolean isFinal(StoreException failure) {
        return (failure.family() == ErrorFamily.REJECTED && failure.reason() != ErrorReason.LEARNER)
                || failure.family() == ErrorFamily.BROKEN;
    }

    /// A refusal that arrives as text only, as those of watchers do: etcd sends the text of an
    /// error of its own language, with the code in it.
    static StoreException refusal(String cancelReason) {
        String mark = " desc = ";
        int at = cancelReason.indexOf(mark);
        String text = at < 0 ? cancelReason : cancelReason.substring(at + mark.length());
        ErrorReason reason = ErrorReason.ofText(text);
        ErrorCode code =
                reason == ErrorReason.OTHER ? ErrorCode.FAILED_PRECONDITION : reason.code();
        return new StoreException(ErrorFamily.REJECTED, code, text);
    }

    private static ErrorFamily family(
            ErrorCode code, ErrorReason reason, String text, CallKind kind, boolean sent) {
        boolean nothingHappened = kind == CallKind.READ || !sent;
        ErrorFamily lost = nothingHappened ? ErrorFamily.NOT_NOW : ErrorFamily.UNKNOWN_OUTCOME;
        return switch (code) {
            case INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    UNAUTHENTICATED ->
                    ErrorFamily.REJECTED;
            case DATA_LOSS -> ErrorFamily.BROKEN;
            case RESOURCE_EXHAUSTED -> exhausted(reason, text, lost);
            case UNAVAILABLE -> unavailable(reason, lost);
            case CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, ABORTED, INTERNAL -> lost;
        };
    }

    /// A store out of space may have applied the write that it complains about. A message that is
    /// too large for either end to read was refused before anything looked at it.
    private static ErrorFamily exhausted(ErrorReason reason, String text, ErrorFamily lost) {
        if (reason == ErrorReason.TOO_MANY_REQUESTS) {
            return ErrorFamily.NOT_NOW;
        }
        boolean tooLarge =
                text.contains("message larger than max") || text.contains("exceeds maximum size");
        return tooLarge ? ErrorFamily.REJECTED : lost;
    }

    /// These two are answered before anything is proposed.
    private static ErrorFamily unavailable(ErrorReason reason, ErrorFamily lost) {
        boolean refused =
                reason == ErrorReason.NO_LEADER || reason == ErrorReason.UNHEALTHY_CLUSTER;
        return refused ? ErrorFamily.NOT_NOW : lost;
    }

    private static String text(Status status, String described, EndpointChannel endpoint) {
        Throwable cause = status.getCause();
        if (cause == null && !described.isEmpty()) {
            return described;
        }
        String seen = cause == null ? status.getCode().name() : String.valueOf(cause.getMessage());
        return endpoint + ": " + (described.isEmpty() ? seen : described + ": " + seen);
    }

    private static ErrorCode code(Status status) {
        return switch (status.getCode()) {
            case OK -> throw new IllegalArgumentException("OK is no failure");
            case CANCELLED -> ErrorCode.CANCELLED;
            case UNKNOWN -> ErrorCode.UNKNOWN;
            case INVALID_ARGUMENT -> ErrorCode.INVALID_ARGUMENT;
            case DEADLINE_EXCEEDED -> ErrorCode.DEADLINE_EXCEEDED;
            case NOT_FOUND -> ErrorCode.NOT_FOUND;
            case ALREADY_EXISTS -> ErrorCode.ALREADY_EXISTS;
            case PERMISSION_DENIED -> ErrorCode.PERMISSION_DENIED;
            case RESOURCE_EXHAUSTED -> ErrorCode.RESOURCE_EXHAUSTED;
            case FAILED_PRECONDITION -> ErrorCode.FAILED_PRECONDITION;
            case ABORTED -> ErrorCode.ABORTED;
            case OUT_OF_RANGE -> ErrorCode.OUT_OF_RANGE;
            case UNIMPLEMENTED -> ErrorCode.UNIMPLEMENTED;
            case INTERNAL -> ErrorCode.INTERNAL;
            case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
            case DATA_LOSS -> ErrorCode.DATA_LOSS;
            case UNAUTHENTICATED -> ErrorCode.UNAUTHENTICATED;
        };
    }
}
