package io.leme.gateway.storage;

import io.leme.gateway.codec.ApiObject;

/// What a guaranteed update did.
///
/// @param effect which
/// @param object the state after it; after a deletion the last state, at the deletion's revision
public record UpdateOutcome(Effect effect, ApiObject object) {
    /// Whether anything was written, and what.
    public enum Effect {
        CREATED,
        UPDATED,
        UNCHANGED,
        DELETED
    }
}
