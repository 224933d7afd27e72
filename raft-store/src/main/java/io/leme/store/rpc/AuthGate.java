package io.leme.store.rpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.leme.store.error.StoreException;
import io.leme.store.service.Caller;
import io.leme.store.service.Callers;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/// Remembers who calls, and lets root alone administer. What a caller may do with keys is judged
/// where keys are read and where commands are applied.
final class AuthGate implements ServerInterceptor {
    private static final Set<String> FOR_ROOT =
            Set.of(
                    "etcdserverpb.KV/Compact",
                    "etcdserverpb.Maintenance/Defragment",
                    "etcdserverpb.Maintenance/Hash",
                    "etcdserverpb.Maintenance/HashKV",
                    "etcdserverpb.Maintenance/Snapshot",
                    "etcdserverpb.Maintenance/MoveLeader",
                    "etcdserverpb.Maintenance/Downgrade",
                    "etcdserverpb.Cluster/MemberAdd",
                    "etcdserverpb.Cluster/MemberRemove",
                    "etcdserverpb.Cluster/MemberUpdate",
                    "etcdserverpb.Cluster/MemberPromote");

    private static final Set<String> FOR_USERS =
            Set.of("etcdserverpb.Maintenance/Status", "etcdserverpb.Cluster/MemberList");

    private final Callers callers;
    private final BiFunction<ServerCall<?, ?>, Metadata, Optional<String>> commonName;

    /// `commonName` finds the certificate's name, where certificates name users.
    AuthGate(Callers callers, BiFunction<ServerCall<?, ?>, Metadata, Optional<String>> commonName) {
        this.callers = callers;
        this.commonName = commonName;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
        Optional<String> token = Credentials.token(metadata);
        CompletableFuture<Void> caughtUp = callers.caughtUp(token);
        if (caughtUp.isDone()) {
            return judge(call, metadata, token, next);
        }
        var postponed = new PostponedCall<Q>();
        Runnable start = () -> postponed.start(() -> judge(call, metadata, token, next));
        var _ =
                caughtUp.thenRun(Context.current().wrap(start))
                        .exceptionally(failure -> {
                            call.close(Status.INTERNAL.withCause(failure), new Metadata());
                            return null;
                        });
        return postponed;
    }

    private <Q, A> ServerCall.Listener<Q> judge(
            ServerCall<Q, A> call,
            Metadata metadata,
            Optional<String> token,
            ServerCallHandler<Q, A> next) {
        if (!callers.isAuthOn()) {
            return next.startCall(call, metadata);
        }

        Credentials shown = new Credentials(token, commonName.apply(call, metadata));
        try {
            require(call.getMethodDescriptor().getFullMethodName(), shown);
        } catch (StoreException refused) {
            call.close(Statuses.of(refused.error()), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(shown.with(Context.current()), call, metadata, next);
    }

    private void require(String method, Credentials shown) {
        if (FOR_ROOT.contains(method)) {
            find(shown).requireRoot();
        } else if (FOR_USERS.contains(method)) {
            find(shown).requireUser();
        }
    }

    private Caller find(Credentials shown) {
        return callers.find(shown.token(), shown.commonName());
    }
}
