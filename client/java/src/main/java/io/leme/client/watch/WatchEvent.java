package io.leme.client.watch;

import io.leme.client.kv.KeyValue;
import org.jspecify.annotations.Nullable;

/// One change of one key.
///
/// @param kv the key after the change; of a deleted one only `key` and `modRevision` are known
/// @param previous the key before the change; null if it wasn't asked for, if there was none, or if
///   it is compacted away
public record WatchEvent(Type type, KeyValue kv, @Nullable KeyValue previous) {
    /// What happened.
    public enum Type {
        PUT,
        DELETE
    }

    /// Whether this put made the key.
    public boolean isCreate() {
        return type == Type.PUT && kv.createRevision() == kv.modRevision();
    }
}
