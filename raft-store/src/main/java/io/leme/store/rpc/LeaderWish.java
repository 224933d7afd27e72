package io.leme.store.rpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.leme.store.consensus.Leadership;
import io.leme.store.error.StoreError;

/// Refuses calls of clients that want a leader (metadata `hasleader: true`) while there is none,
/// and remembers the wish for streams, which may outlive the leader.
final class LeaderWish implements ServerInterceptor {
    private static final Metadata.Key<String> HAS_LEADER =
            Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<Boolean> WISH = Context.keyWithDefault("leader wish", false);

    private final Leadership leadership;

    LeaderWish(Leadership leadership) {
        this.leadership = leadership;
    }

    static boolean ofCurrentCall() {
        return WISH.get();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
        if (!"true".equals(metadata.get(HAS_LEADER))) {
            return next.startCall(call, metadata);
        }
        if (leadership.leader().isEmpty()) {
            call.close(Statuses.of(StoreError.NO_LEADER), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(
                Context.current().withValue(WISH, true), call, metadata, next);
    }
}
