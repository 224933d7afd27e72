package io.leme.store.service;

import io.leme.store.auth.AuthState;
import io.leme.store.auth.Identity;
import io.leme.store.auth.TokenTable;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds out who asks.
public final class Callers {
    private final Supplier<AuthState> state;
    private final TokenTable tokens;
    private final Caller nobody;

    public Callers(Supplier<AuthState> state, TokenTable tokens) {
        this.state = state;
        this.tokens = tokens;
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

    /// The user of the token, or else of the certificate, or else nobody.
    ///
    /// @throws StoreException INVALID_AUTH_TOKEN when the token is not known
    public Caller find(Optional<String> token, Optional<String> commonName) {
        // Read first: a change meanwhile then makes this identity old, and not falsely new.
        long revision = state.get().revision();
        if (token.isPresent()) {
            String user =
                    tokens.user(token.get())
                            .orElseThrow(() -> new StoreException(StoreError.INVALID_AUTH_TOKEN));
            return new Caller(state, new Identity(user, revision));
        }
        return commonName
                .map(name -> new Caller(state, new Identity(name, revision)))
                .orElse(nobody);
    }
}
