package io.leme.store.auth;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Compare;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.Operation;
import io.leme.store.command.Permission.Kind;
import io.leme.store.command.Put;
import io.leme.store.command.Range;
import io.leme.store.command.Txn;
import io.leme.store.error.StoreError;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/// What a request does with keys, judged for one caller. Whoever is shown a key by a write must be
/// allowed to read it, and whoever puts under a lease must be allowed to write all of its keys,
/// since the lease may take them along. Of a transaction both branches are judged, whichever runs.
public final class KeyUse {
    private final AuthState auth;
    private final Identity caller;
    private final LongFunction<List<Bytes>> keysOfLease;

    public KeyUse(AuthState auth, Identity caller, LongFunction<List<Bytes>> keysOfLease) {
        this.auth = auth;
        this.caller = caller;
        this.keysOfLease = keysOfLease;
    }

    public Optional<StoreError> refusal(Range range) {
        return auth.refusal(caller, Kind.READ, range.range());
    }

    public Optional<StoreError> refusal(Put put) {
        KeyRange key = KeyRange.single(put.key());
        return auth.refusal(caller, Kind.WRITE, key)
                .or(() -> put.lease() == 0 ? Optional.empty() : refusalOfLease(put.lease()))
                .or(() -> put.prevKv() ? auth.refusal(caller, Kind.READ, key) : Optional.empty());
    }

    public Optional<StoreError> refusal(DeleteRange delete) {
        return auth.refusal(caller, Kind.WRITE, delete.range())
                .or(() ->
                        delete.prevKv()
                                ? auth.refusal(caller, Kind.READ, delete.range())
                                : Optional.empty());
    }

    public Optional<StoreError> refusal(Txn txn) {
        for (Compare compare : txn.compares()) {
            Optional<StoreError> refusal = auth.refusal(caller, Kind.READ, compare.range());
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return refusal(txn.success()).or(() -> refusal(txn.failure()));
    }

    /// For what ends a lease or hangs a key on it.
    public Optional<StoreError> refusalOfLease(long lease) {
        return keysOfLease.apply(lease).stream()
                .map(key -> auth.refusal(caller, Kind.WRITE, KeyRange.single(key)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<StoreError> refusal(List<Operation> operations) {
        return operations.stream()
                .map(operation ->
                        switch (operation) {
                            case Range range -> refusal(range);
                            case Put put -> refusal(put);
                            case DeleteRange delete -> refusal(delete);
                            case Txn inner -> refusal(inner);
                        })
                .flatMap(Optional::stream)
                .findFirst();
    }
}
