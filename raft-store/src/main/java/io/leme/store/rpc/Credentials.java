package io.leme.store.rpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.leme.store.service.Caller;
import io.leme.store.service.Callers;
import java.util.Optional;

/// What a call shows of its caller: a token in its metadata, or the common name of a certificate.
/// They travel with the gRPC context of the call while authentication is on, and there are none
/// while it is off.
record Credentials(Optional<String> token, Optional<String> commonName) {
    static final Metadata.Key<String> TOKEN =
            Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);
    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty());

    private static final Context.Key<Credentials> CURRENT =
            Context.keyWithDefault("credentials", NONE);
    private static final String BEARER = "Bearer ";

    static Optional<String> token(Metadata metadata) {
        String token = metadata.get(TOKEN);
        if (token == null) {
            token = metadata.get(AUTHORIZATION);
        }
        return Optional.ofNullable(token)
                .map(text -> text.startsWith(BEARER) ? text.substring(BEARER.length()) : text);
    }

    static Credentials current() {
        return CURRENT.get();
    }

    Context with(Context context) {
        return context.withValue(CURRENT, this);
    }

    /// The current call's caller.
    ///
    /// @throws io.leme.store.error.StoreException when the token is not known
    static Caller caller(Callers callers) {
        if (!callers.isAuthOn()) {
            return callers.nobody();
        }
        Credentials shown = current();
        return callers.find(shown.token, shown.commonName);
    }
}
