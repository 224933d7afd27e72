package io.leme.store.command;

import io.leme.store.base.KeyRange;

/// What may be done with the keys of a range.
public record Permission(Kind kind, KeyRange range) {
    /// The ways of using a key.
    public enum Kind {
        READ,
        WRITE,
        READ_WRITE;

        public boolean allows(Kind wanted) {
            return this == READ_WRITE || this == wanted;
        }
    }
}
