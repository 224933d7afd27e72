package io.leme.store.rpc;

import io.grpc.Status;
import io.leme.store.error.Code;
import io.leme.store.error.StoreError;

/// The gRPC status of each error: the code of the same name and the error's text.
final class Statuses {
    private Statuses() {}

    static Status of(StoreError error) {
        return Status.fromCode(code(error.code())).withDescription(error.text());
    }

    private static Status.Code code(Code code) {
        return switch (code) {
            case CANCELED -> Status.Code.CANCELLED;
            case UNKNOWN -> Status.Code.UNKNOWN;
            case INVALID_ARGUMENT -> Status.Code.INVALID_ARGUMENT;
            case DEADLINE_EXCEEDED -> Status.Code.DEADLINE_EXCEEDED;
            case NOT_FOUND -> Status.Code.NOT_FOUND;
            case ALREADY_EXISTS -> Status.Code.ALREADY_EXISTS;
            case PERMISSION_DENIED -> Status.Code.PERMISSION_DENIED;
            case RESOURCE_EXHAUSTED -> Status.Code.RESOURCE_EXHAUSTED;
            case FAILED_PRECONDITION -> Status.Code.FAILED_PRECONDITION;
            case OUT_OF_RANGE -> Status.Code.OUT_OF_RANGE;
            case UNIMPLEMENTED -> Status.Code.UNIMPLEMENTED;
            case INTERNAL -> Status.Code.INTERNAL;
            case UNAVAILABLE -> Status.Code.UNAVAILABLE;
            case DATA_LOSS -> Status.Code.DATA_LOSS;
            case UNAUTHENTICATED -> Status.Code.UNAUTHENTICATED;
        };
    }
}
