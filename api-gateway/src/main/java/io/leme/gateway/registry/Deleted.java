package io.leme.gateway.registry;

import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiStatus;

/// The result of a delete.
public sealed interface Deleted {
    /// The object is gone; the answer is a Status whose details carry its uid.
    record Gone(ApiStatus status) implements Deleted {}

    /// The answer is the object: it waits for its finalizers, or its kind answers deletes with the
    /// last state.
    record LastState(ApiObject object) implements Deleted {}
}
