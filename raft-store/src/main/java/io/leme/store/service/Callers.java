package io.leme.store.service;

import io.leme.store.auth.AuthState;
import io.leme.store.auth.Identity;
import io.leme.store.auth.TokenTable;
import io.leme.store.auth.Tokens;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Finds out who asks.
public final class Callers {
    private final Supplier<AuthState> state;
    private final Tokens tokens;
    private final Lag lag;
    private final Caller nobody;

    /// How far this member is: the index that it has applied, how long a caller waits for it to
    /// come to the caller's login, and what goes on with the call then.
    public record Lag(LongSupplier appliedIndex, Duration patience, Executor hop) {}

    public Callers(Supplier<AuthState> state, Tokens tokens, Lag lag) {
        this.state = state;
        this.tokens = tokens;
        this.lag = lag;
        this.nobody = new Caller(state, Identity.NOBODY);
    }

    /// While it is off, nobody needs a name.
    public boolean isAuthOn() {
        return state.get().enabled();
    }

    /// A caller without a name.
    public Caller nobody() {
        return nobody;
    }

    /// Completes, and never fails, when there is no use in waiting for the token's login: it is
    /// known here, or it should be by what this member has applied, or it did not come in time. A
    /// login is answered when one member has applied it, and the next call may reach another.
    public CompletableFuture<Void> caughtUp(Optional<String> token) {
        OptionalLong login = token.map(TokenTable::entryOf).orElseGet(OptionalLong::empty);
        // The entry that is applied last may yet have to tell of its logins.
        if (login.isEmpty() || login.getAsLong() < lag.appliedIndex.getAsLong()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> known = tokens.await(token.orElseThrow(), lag.patience);
        return known.isDone() ? known : known.thenRunAsync(() -> {}, lag.hop);
    }

    /// The user of the token, or else of the certificate, or else nobody.
    ///
    /// @throws StoreException INVALID_AUTH_TOKEN when the token is not known
    public Caller find(Optional<String> token, Optional<String> commonName) {
        // Read first: a change meanwhile then makes this identity old, and not falsely new.
        long revision = state.get().revision();
        if (token.isPresent()) {
            return tokens.identify(token.get(), revision)
                    .map(identity -> new Caller(state, identity))
                    .orElseThrow(() -> new StoreException(StoreError.INVALID_AUTH_TOKEN));
        }
        return commonName
                .map(name -> new Caller(state, new Identity(name, revision)))
                .orElse(nobody);
    }
}
