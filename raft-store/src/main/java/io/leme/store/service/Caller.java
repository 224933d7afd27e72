package io.leme.store.service;

import io.leme.store.auth.AuthState;
import io.leme.store.auth.Identity;
import io.leme.store.auth.KeyUse;
import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Permission.Kind;
import io.leme.store.command.Range;
import io.leme.store.command.Txn;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.mvcc.View;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Who asks for something, judged by the permissions of the moment at which it is read.
///
/// Every `require` throws [StoreException] and does nothing while authentication is off.
public final class Caller {
    private final Supplier<AuthState> auth;
    private final Identity identity;

    Caller(Supplier<AuthState> auth, Identity identity) {
        this.auth = auth;
        this.identity = identity;
    }

    public Identity identity() {
        return identity;
    }

    public void requireRead(Range range) {
        requireRead(range.range());
    }

    public void requireRead(KeyRange range) {
        throwIfPresent(auth.get().refusal(identity, Kind.READ, range));
    }

    public void requireRead(Txn txn) {
        AuthState state = auth.get();
        if (state.enabled()) {
            throwIfPresent(new KeyUse(state, identity, lease -> List.of()).refusal(txn));
        }
    }

    /// For whoever is shown the keys of leases.
    public void requireReadOfLeases(View view, List<Long> leases) {
        if (!auth.get().enabled()) {
            return;
        }
        for (long lease : leases) {
            for (Bytes key : view.leaseKeys(lease)) {
                requireRead(KeyRange.single(key));
            }
        }
    }

    public void requireRoot() {
        throwIfPresent(auth.get().refusalToAdminister(identity));
    }

    /// Any user will do.
    public void requireUser() {
        if (auth.get().enabled() && identity.user().isEmpty()) {
            throw new StoreException(StoreError.USER_EMPTY);
        }
    }

    /// Root, or the user of that name.
    void requireRootOr(String user) {
        if (!identity.user().equals(user)) {
            requireRoot();
        }
    }

    private static void throwIfPresent(Optional<StoreError> refusal) {
        if (refusal.isPresent()) {
            throw new StoreException(refusal.get());
        }
    }
}
