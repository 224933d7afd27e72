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
import static io.leme.store.error.Code.UNKNOWN;
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
    USER_EMPTY(INVALID_ARGUMENT, BAD_REQUEST, "user name is empty"),
    ROLE_EMPTY(INVALID_ARGUMENT, BAD_REQUEST, "role name is empty"),
    AUTH_FAILED(
            INVALID_ARGUMENT, BAD_REQUEST, "authentication failed, invalid user ID or password"),
    PERMISSION_NOT_GIVEN(INVALID_ARGUMENT, BAD_REQUEST, "permission not given"),
    INVALID_AUTH_MANAGEMENT(INVALID_ARGUMENT, BAD_REQUEST, "invalid auth management"),
    AUTH_OLD_REVISION(INVALID_ARGUMENT, NOT_NOW, "revision of auth store is old"),
    ROOT_USER_MISSING(FAILED_PRECONDITION, BAD_REQUEST, "root user does not exist"),
    ROOT_ROLE_MISSING(FAILED_PRECONDITION, BAD_REQUEST, "root user does not have root role"),
    USER_EXISTS(FAILED_PRECONDITION, BAD_REQUEST, "user name already exists"),
    USER_NOT_FOUND(FAILED_PRECONDITION, BAD_REQUEST, "user name not found"),
    ROLE_EXISTS(FAILED_PRECONDITION, BAD_REQUEST, "role name already exists"),
    ROLE_NOT_FOUND(FAILED_PRECONDITION, BAD_REQUEST, "role name not found"),
    ROLE_NOT_GRANTED(FAILED_PRECONDITION, BAD_REQUEST, "role is not granted to the user"),
    PERMISSION_NOT_GRANTED(
            FAILED_PRECONDITION, BAD_REQUEST, "permission is not granted to the role"),
    AUTH_NOT_ENABLED(FAILED_PRECONDITION, BAD_REQUEST, "authentication is not enabled"),
    /// One of the texts without etcd's prefix.
    PASSWORD_OF_PASSWORDLESS(
            "auth: authentication failed, password was given for no password user"),
    PASSWORD_TOO_LONG("bcrypt: password length exceeds 72 bytes"),
    MEMBER_EXISTS(FAILED_PRECONDITION, BAD_REQUEST, "member ID already exist"),
    PEER_URL_EXISTS(FAILED_PRECONDITION, BAD_REQUEST, "Peer URLs already exists"),
    BAD_MEMBER_URLS(INVALID_ARGUMENT, BAD_REQUEST, "given member URLs are invalid"),
    /// etcd's server sends this one without its code.
    NOT_ENOUGH_STARTED(
            UNKNOWN, NOT_NOW, "re-configuration failed due to not enough started members"),
    TOO_MANY_LEARNERS(FAILED_PRECONDITION, BAD_REQUEST, "too many learner members in cluster"),
    NOT_A_LEARNER(FAILED_PRECONDITION, BAD_REQUEST, "can only promote a learner member"),
    LEARNER_NOT_READY(
            FAILED_PRECONDITION,
            NOT_NOW,
            "can only promote a learner member which is in sync with leader"),
    NOT_FOR_LEARNERS(FAILED_PRECONDITION, NOT_NOW, "rpc not supported for learner"),
    BAD_TRANSFEREE(FAILED_PRECONDITION, BAD_REQUEST, "bad leader transferee"),
    TRANSFER_TIMEOUT(UNKNOWN, NOT_NOW, "request timed out, leader transfer took too long"),
    DOWNGRADE_FORMAT(INVALID_ARGUMENT, BAD_REQUEST, "wrong downgrade target version format"),
    DOWNGRADE_TARGET(INVALID_ARGUMENT, BAD_REQUEST, "invalid downgrade target version"),
    UNKNOWN_METHOD(UNKNOWN, BAD_REQUEST, "unknown method"),
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

    StoreError(String text) {
        this.code = UNKNOWN;
        this.family = BAD_REQUEST;
        this.text = text;
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
