package io.leme.store.error;

import static io.leme.store.error.Code.CANCELED;
import static io.leme.store.error.Code.DATA_LOSS;
import static io.leme.store.error.Code.FAILED_PRECONDITION;
import static io.leme.store.error.Code.INVALID_ARGUMENT;
import static io.leme.store.error.Code.NOT_FOUND;
import static io.leme.store.error.Code.OUT_OF_RANGE;
import static io.leme.store.error.Code.PERMISSION_DENIED;
import static io.leme.store.error.Code.RESOURCE_EXHAUSTED;
import static io.leme.store.error.Code.UNAUTHENTICATED;
import static io.leme.store.error.Code.UNAVAILABLE;
import static io.leme.store.error.Family.BAD_REQUEST;
import static io.leme.store.error.Family.BROKEN;
import static io.leme.store.error.Family.NOT_NOW;
import static io.leme.store.error.Family.UNKNOWN_OUTCOME;

/// The errors of etcd's v3 API that this store gives, each with its code and exact text (etcd:
/// `api/v3rpc/rpctypes`). The texts are API: clients compare them.
public enum StoreError {
    EMPTY_KEY(INVALID_ARGUMENT, BAD_REQUEST, "key is not provided"),
    KEY_NOT_FOUND(INVALID_ARGUMENT, BAD_REQUEST, "key not found"),
    VALUE_PROVIDED(INVALID_ARGUMENT, BAD_REQUEST, "value is provided"),
    LEASE_PROVIDED(INVALID_ARGUMENT, BAD_REQUEST, "lease is provided"),
    TOO_MANY_OPS(INVALID_ARGUMENT, BAD_REQUEST, "too many operations in txn request"),
    DUPLICATE_KEY(INVALID_ARGUMENT, BAD_REQUEST, "duplicate key given in txn request"),
    INVALID_SORT_OPTION(INVALID_ARGUMENT, BAD_REQUEST, "invalid sort option"),
    REQUEST_TOO_LARGE(INVALID_ARGUMENT, BAD_REQUEST, "request is too large"),
    COMPACTED(OUT_OF_RANGE, BAD_REQUEST, "mvcc: required revision has been compacted"),
    FUTURE_REVISION(OUT_OF_RANGE, BAD_REQUEST, "mvcc: required revision is a future revision"),
    LEASE_TTL_TOO_LARGE(OUT_OF_RANGE, BAD_REQUEST, "too large lease TTL"),
    NO_SPACE(RESOURCE_EXHAUSTED, NOT_NOW, "mvcc: database space exceeded"),
    TOO_MANY_REQUESTS(RESOURCE_EXHAUSTED, NOT_NOW, "too many requests"),
    LEASE_NOT_FOUND(NOT_FOUND, BAD_REQUEST, "requested lease not found"),
    LEASE_EXISTS(FAILED_PRECONDITION, BAD_REQUEST, "lease already exists"),
    MEMBER_NOT_FOUND(NOT_FOUND, BAD_REQUEST, "member not found"),
    NOT_LEADER(FAILED_PRECONDITION, NOT_NOW, "not leader"),
    PERMISSION_DENIED_ERROR(PERMISSION_DENIED, BAD_REQUEST, "permission denied"),
    INVALID_AUTH_TOKEN(UNAUTHENTICATED, BAD_REQUEST, "invalid auth token"),
    NO_LEADER(UNAVAILABLE, NOT_NOW, "no leader"),
    LEADER_CHANGED(UNAVAILABLE, NOT_NOW, "leader changed"),
    STOPPED(UNAVAILABLE, NOT_NOW, "server stopped"),
    TIMEOUT(UNAVAILABLE, UNKNOWN_OUTCOME, "request timed out"),
    TIMEOUT_LEADER_FAILED(
            UNAVAILABLE,
            UNKNOWN_OUTCOME,
            "request timed out, possibly due to previous leader failure"),
    TIMEOUT_CONNECTION_LOST(
            UNAVAILABLE, UNKNOWN_OUTCOME, "request timed out, possibly due to connection lost"),
    UNHEALTHY(UNAVAILABLE, NOT_NOW, "unhealthy cluster"),
    WATCH_CANCELED(CANCELED, BAD_REQUEST, "watch canceled"),
    CORRUPT(DATA_LOSS, BROKEN, "corrupt cluster");

    private static final String PREFIX = "etcdserver: ";

    private final Code code;
    private final Family family;
    private final String text;

    StoreError(Code code, Family family, String text) {
        this.code = code;
        this.family = family;
        this.text = PREFIX + text;
    }

    public Code code() {
        return code;
    }

    public Family family() {
        return family;
    }

    /// The whole text as it stands on the wire, prefix included.
    public String text() {
        return text;
    }
}
