package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.command.KeyValue;
import io.leme.store.command.Put;
import io.leme.store.command.Result;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs a put, alone or inside a transaction.
final class PutStep {
    private final KeyReader keys;
    private final Mutation mutation;

    PutStep(KeyReader keys, Mutation mutation) {
        this.keys = keys;
        this.mutation = mutation;
    }

    Result.Putted run(Put put) {
        Version current = keys.latest(put.key());
        Version kept = put.ignoreValue() || put.ignoreLease() ? kept(put, current) : current;

        Bytes value = put.ignoreValue() && kept != null ? kept.value() : put.value();
        long lease = put.ignoreLease() && kept != null ? kept.lease() : put.lease();
        mutation.put(put.key(), value, lease, current);
        return new Result.Putted(mutation.revision(), previous(put, current));
    }

    /// The version whose value or lease is kept. When an earlier operation of the same transaction
    /// has deleted the key (only an open-ended delete gets that far, and it panics etcd), that is
    /// the version before the transaction, on which the precondition was decided.
    private Version kept(Put put, @Nullable Version current) {
        Version kept = current != null ? current : mutation.before(put.key());
        if (kept == null) {
            throw new StoreException(StoreError.KEY_NOT_FOUND);
        }
        return kept;
    }

    private static Optional<KeyValue> previous(Put put, @Nullable Version current) {
        return put.prevKv() && current != null
                ? Optional.of(current.toKeyValue(put.key()))
                : Optional.empty();
    }
}
