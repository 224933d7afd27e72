package io.leme.client.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.leme.client.error.ErrorCode;
import io.leme.client.error.ErrorFamily;
import io.leme.client.error.ErrorReason;
import io.leme.client.error.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One request and its attempts, one after the other.
///
/// Attempts end on network threads, pauses on the timer's; only one of them is ever under way, and
/// each hands the state to the next. The caller's thread reads `current` to cancel.
///
/// @param <Q> the message asked with
/// @param <A> the message answered with
/// @param <R> what the caller gets of it
final class UnaryRequest<Q, A, R> {
    private final UnaryCalls calls;
    private final MethodDescriptor<Q, A> method;
    private final Q message;
    private final CallKind kind;
    private final Function<A, R> decode;
    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private final Backoff backoff;
    private final long deadlineNanos;
    private EndpointChannel member;
    private boolean pinned;
    private int failures;
    private @Nullable StoreException lastFailure;
    private volatile @Nullable ClientCall<Q, A> current;

    UnaryRequest(
            UnaryCalls calls,
            MethodDescriptor<Q, A> method,
            Q message,
            CallKind kind,
            Function<A, R> decode) {
        this.calls = calls;
        this.method = method;
        this.message = message;
        this.kind = kind;
        this.decode = decode;
        this.backoff = calls.context().newBackoff();
        this.deadlineNanos = calls.context().now() + calls.requestTimeout().toNanos();
        this.member = calls.context().pool().first();
    }

    /// The same request for one member only.
    UnaryRequest<Q, A, R> pinned(EndpointChannel only) {
        member = only;
        pinned = true;
        return this;
    }

    CompletableFuture<R> start() {
        var unused = answer.whenComplete((result, failure) -> cancelIfAbandoned());
        attempt();
        return answer;
    }

    private void cancelIfAbandoned() {
        ClientCall<Q, A> call = current;
        if (answer.isCancelled() && call != null) {
            call.cancel("the caller gave up", null);
        }
    }

    private void attempt() {
        if (calls.isClosed()) {
            fail(Failures.closed());
            return;
        }
        SentMark mark = new SentMark();
        CallOptions options =
                CallOptions.DEFAULT
                        .withStreamTracerFactory(mark)
                        .withDeadlineAfter(nanosLeft(), TimeUnit.NANOSECONDS);
        ClientCall<Q, A> call = member.channel().newCall(method, options);
        current = call;
        ClientCalls.asyncUnaryCall(call, message, new Outcome(member, mark));
        cancelIfAbandoned();
    }

    private long nanosLeft() {
        return deadlineNanos - calls.context().now();
    }

    private void failed(Status status, boolean sent) {
        if (answer.isDone()) {
            return;
        }
        StoreException failure = Failures.of(status, kind, sent, member);
        if (calls.isClosed() && failure.family() == ErrorFamily.NOT_NOW) {
            fail(Failures.closed());
        } else if (!pinned && mayRetry(failure, sent)) {
            retry(failure);
        } else {
            fail(mostTelling(failure));
        }
    }

    /// An attempt that time ran out on says less than the one before it.
    private StoreException mostTelling(StoreException failure) {
        boolean outOfTime =
                failure.code() == ErrorCode.DEADLINE_EXCEEDED
                        && failure.family() == ErrorFamily.NOT_NOW;
        StoreException before = lastFailure;
        return outOfTime && before != null ? before : failure;
    }

    private boolean mayRetry(StoreException failure, boolean sent) {
        if (kind == CallKind.WRITE && sent) {
            return false;
        }
        return failure.code() == ErrorCode.UNAVAILABLE || failure.is(ErrorReason.LEARNER);
    }

    /// Every other member is tried at once; after each round of them there is a pause.
    private void retry(StoreException failure) {
        failures++;
        lastFailure = failure;
        member = calls.context().pool().after(member);
        boolean roundIsOver = failures % calls.context().pool().members().size() == 0;
        long pauseMillis = roundIsOver ? backoff.nextMillis() : 0;
        if (nanosLeft() <= TimeUnit.MILLISECONDS.toNanos(pauseMillis)) {
            fail(failure);
            return;
        }
        if (!calls.context().later(pauseMillis, this::attempt)) {
            fail(Failures.closed());
        }
    }

    private void succeed(A wire) {
        calls.context().answer(() -> decode(wire));
    }

    private void decode(A wire) {
        try {
            answer.complete(decode.apply(wire));
        } catch (StoreException refused) {
            answer.completeExceptionally(refused);
        } catch (RuntimeException unreadable) {
            answer.completeExceptionally(undecodable(unreadable));
        }
    }

    private StoreException undecodable(RuntimeException cause) {
        ErrorFamily family =
                kind == CallKind.READ ? ErrorFamily.BROKEN : ErrorFamily.UNKNOWN_OUTCOME;
        return new StoreException(
                family, ErrorCode.INTERNAL, member + ": the answer makes no sense", cause);
    }

    private void fail(StoreException failure) {
        calls.context().answer(() -> answer.completeExceptionally(failure));
    }

    /// Hears one attempt, on a network thread.
    private final class Outcome implements StreamObserver<A> {
        private final EndpointChannel asked;
        private final SentMark mark;
        private @Nullable A received;

        Outcome(EndpointChannel asked, SentMark mark) {
            this.asked = asked;
            this.mark = mark;
        }

        @Override
        public void onNext(A message) {
            received = message;
        }

        @Override
        public void onError(Throwable thrown) {
            failed(Status.fromThrowable(thrown), mark.isSent());
        }

        @Override
        public void onCompleted() {
            A wire = received;
            if (wire == null) {
                String text = asked + " ended the call without an answer";
                failed(Status.UNAVAILABLE.withDescription(text), mark.isSent());
            } else {
                succeed(wire);
            }
        }
    }
}
