package io.leme.store.mvcc;

import io.leme.store.command.KeyValue;
import java.util.Optional;

/// One change of one key. A deletion's `kv` has only key and mod revision. `previous` is the key
/// just before, when it existed and was not compacted away.
public record Event(Kind kind, KeyValue kv, Optional<KeyValue> previous) {
    public enum Kind {
        PUT,
        DELETE
    }
}
