package io.leme.store.rpc;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.leme.store.error.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings results and errors to the caller.
final class Answers {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    static <A, M> void send(
            CompletableFuture<A> answer, Function<A, M> toWire, StreamObserver<M> caller) {
        var _ =
                answer.thenApply(toWire)
                        .whenComplete((message, failure) -> give(message, failure, caller));
    }

    /// The same, with the answer at hand for those who look at the call when it ends.
    static <A, M> void send(
            CompletableFuture<A> answer,
            Function<A, M> toWire,
            StreamObserver<M> caller,
            CurrentAnswer current) {
        var _ =
                answer.thenApply(toWire)
                        .whenComplete((message, failure) -> {
                            current.begin(answer);
                            try {
                                give(message, failure, caller);
                            } finally {
                                current.end();
                            }
                        });
    }

    static <M> void send(M message, StreamObserver<M> caller) {
        caller.onNext(message);
        caller.onCompleted();
    }

    private static <M> void give(M message, @Nullable Throwable failure, StreamObserver<M> caller) {
        if (failure != null) {
            caller.onError(error(failure));
        } else {
            send(message, caller);
        }
    }

    static StatusException error(Throwable failure) {
        return status(failure).asException();
    }

    static Status status(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof StoreException refused) {
            return Statuses.of(refused.error());
        }
        log.error("a request met an error of the program", cause);
        return Status.INTERNAL.withDescription("etcdserver: internal error");
    }
}
