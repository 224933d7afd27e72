package io.leme.store.rpc;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/// Runs what waits for other clients, on a virtual thread of its own that ends with its call.
final class Recipe {
    private Recipe() {}

    /// Several requests that make one answer.
    @FunctionalInterface
    interface Steps<M> {
        M run() throws StatusException;
    }

    /// Several requests that send what they find.
    @FunctionalInterface
    interface Sending {
        void send() throws StatusException;
    }

    /// etcd runs recipes with its own client, whose errors lose their code on the way: all of them
    /// reach the caller as UNKNOWN, with their text.
    static <M> void answer(Steps<M> steps, StreamObserver<M> caller) {
        // With a handler, an answer that comes too late is dropped and does not throw.
        ((ServerCallStreamObserver<M>) caller).setOnCancelHandler(() -> {});
        start(() -> Answers.send(steps.run(), caller), caller);
    }

    /// As [#answer], for steps that send by themselves.
    // Whatever goes wrong must reach the caller, also a fault of the program.
    @SuppressWarnings("IllegalCatch")
    static <M> void start(Sending steps, StreamObserver<M> caller) {
        Thread.ofVirtual()
                .name("recipe")
                .start(
                        Context.current()
                                .wrap(() -> {
                                    try {
                                        steps.send();
                                    } catch (StatusException failure) {
                                        caller.onError(uncoded(failure));
                                    } catch (RuntimeException failure) {
                                        caller.onError(Answers.error(failure));
                                    }
                                }));
    }

    static StatusException failure(String text) {
        return Status.UNKNOWN.withDescription(text).asException();
    }

    private static StatusException uncoded(StatusException failure) {
        return failure.getStatus().getCode() == Status.Code.CANCELLED
                ? failure
                : Status.UNKNOWN
                        .withDescription(failure.getStatus().getDescription())
                        .asException();
    }
}
