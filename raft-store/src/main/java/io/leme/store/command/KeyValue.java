package io.leme.store.command;

import io.leme.store.base.Bytes;

/// A key as of one revision. `version` counts the puts since its creation, from 1; `lease` is 0
/// when none is attached.
public record KeyValue(
        Bytes key, Bytes value, long createRevision, long modRevision, long version, long lease) {

    public KeyValue withoutValue() {
        return new KeyValue(key, Bytes.EMPTY, createRevision, modRevision, version, lease);
    }
}
