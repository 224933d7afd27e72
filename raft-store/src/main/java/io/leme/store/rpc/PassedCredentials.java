package io.leme.store.rpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import java.util.Optional;

/// Passes the credentials of the current call on to the calls that are made for it inside of this
/// member. The certificate's name travels under a key that means nothing on the client port.
final class PassedCredentials implements ClientInterceptor {
    private static final Metadata.Key<String> COMMON_NAME =
            Metadata.Key.of("leme-common-name", Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        Credentials current = Credentials.current();
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata metadata) {
                current.token().ifPresent(token -> metadata.put(Credentials.TOKEN, token));
                current.commonName().ifPresent(name -> metadata.put(COMMON_NAME, name));
                super.start(listener, metadata);
            }
        };
    }

    /// The name that was passed on.
    static Optional<String> commonName(ServerCall<?, ?> call, Metadata metadata) {
        return Optional.ofNullable(metadata.get(COMMON_NAME));
    }
}
