package io.leme.client.error;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// The failures that programs handle one by one, known by the text etcd gives them: texts are part
/// of its interface, and on a few of them the status code on the wire is not the intended one.
public enum ErrorReason {
    /// The revision is older than the history the store still has.
    COMPACTED(ErrorCode.OUT_OF_RANGE, "etcdserver: mvcc: required revision has been compacted"),
    /// The revision has not happened yet.
    FUTURE_REVISION(
            ErrorCode.OUT_OF_RANGE, "etcdserver: mvcc: required revision is a future revision"),
    LEASE_NOT_FOUND(ErrorCode.NOT_FOUND, "etcdserver: requested lease not found"),
    LEASE_EXISTS(ErrorCode.FAILED_PRECONDITION, "etcdserver: lease already exists"),
    LEASE_TTL_TOO_LARGE(ErrorCode.OUT_OF_RANGE, "etcdserver: too large lease TTL"),
    /// A put that keeps value or lease of a key that is not there.
    KEY_NOT_FOUND(ErrorCode.INVALID_ARGUMENT, "etcdserver: key not found"),
    TOO_MANY_OPERATIONS(
            ErrorCode.INVALID_ARGUMENT, "etcdserver: too many operations in txn request"),
    DUPLICATE_KEY(ErrorCode.INVALID_ARGUMENT, "etcdserver: duplicate key given in txn request"),
    REQUEST_TOO_LARGE(ErrorCode.INVALID_ARGUMENT, "etcdserver: request is too large"),
    /// The space quota is used up. The write may have been applied all the same.
    NO_SPACE(ErrorCode.RESOURCE_EXHAUSTED, "etcdserver: mvcc: database space exceeded"),
    TOO_MANY_REQUESTS(ErrorCode.RESOURCE_EXHAUSTED, "etcdserver: too many requests"),
    NO_LEADER(ErrorCode.UNAVAILABLE, "etcdserver: no leader"),
    LEADER_CHANGED(ErrorCode.UNAVAILABLE, "etcdserver: leader changed"),
    SERVER_STOPPED(ErrorCode.UNAVAILABLE, "etcdserver: server stopped"),
    TIMED_OUT(ErrorCode.UNAVAILABLE, "etcdserver: request timed out"),
    LEARNER(ErrorCode.FAILED_PRECONDITION, "etcdserver: rpc not supported for learner"),
    UNHEALTHY_CLUSTER(ErrorCode.UNAVAILABLE, "etcdserver: unhealthy cluster"),
    CORRUPT_CLUSTER(ErrorCode.DATA_LOSS, "etcdserver: corrupt cluster"),
    PERMISSION_DENIED(ErrorCode.PERMISSION_DENIED, "etcdserver: permission denied"),
    INVALID_AUTH_TOKEN(ErrorCode.UNAUTHENTICATED, "etcdserver: invalid auth token"),
    /// Anything else: see code and text.
    OTHER(ErrorCode.UNKNOWN, "");

    private static final Map<String, ErrorReason> BY_TEXT =
            Arrays.stream(values())
                    .filter(reason -> reason != OTHER)
                    .collect(Collectors.toUnmodifiableMap(ErrorReason::text, reason -> reason));

    private final ErrorCode code;
    private final String text;

    ErrorReason(ErrorCode code, String text) {
        this.code = code;
        this.text = text;
    }

    /// The reason a server's text stands for, or [#OTHER].
    public static ErrorReason ofText(String text) {
        return BY_TEXT.getOrDefault(text, OTHER);
    }

    /// The code etcd means by this reason.
    public ErrorCode code() {
        return code;
    }

    /// The text on the wire; empty for [#OTHER].
    public String text() {
        return text;
    }
}
