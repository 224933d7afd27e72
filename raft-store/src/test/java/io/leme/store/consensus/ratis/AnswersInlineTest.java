package io.leme.store.consensus.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.grpc.RaftServerProtocolServiceGrpc;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.Channel;
import org.apache.ratis.thirdparty.io.grpc.ClientCall;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// On which thread, and in which order, Ratis is told what comes by a stream.
class AnswersInlineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Wire wire = new Wire();
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    /// @param what the result of an answer, or the code with which the stream ended
    private record Told(String what, Thread on) {}

    @Test
    void anAcknowledgementIsTakenInOnTheEventLoop() throws InterruptedException {
        var stream = open(answer -> {});

        stream.onMessage(answer(AppendResult.SUCCESS));

        assertThat(next()).isEqualTo(new Told("SUCCESS", Thread.currentThread()));
    }

    @Test
    void whatIsNoAcknowledgementIsTakenInElsewhere() throws InterruptedException {
        var stream = open(answer -> {});

        stream.onMessage(answer(AppendResult.INCONSISTENCY));

        Told first = next();
        assertThat(first.what).isEqualTo("INCONSISTENCY");
        assertThat(first.on).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void whatComesBehindItIsTakenInAfterIt() throws InterruptedException {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        var stream =
                open(answer -> {
                    if (answer.getResult() == AppendResult.INCONSISTENCY) {
                        await(mayGoOn);
                    }
                });

        stream.onMessage(answer(AppendResult.INCONSISTENCY));
        stream.onMessage(answer(AppendResult.SUCCESS));
        stream.onClose(Status.UNAVAILABLE, new Metadata());
        assertThat(told.poll(50, TimeUnit.MILLISECONDS)).isNull();
        mayGoOn.countDown();

        assertThat(List.of(next().what, next().what, next().what))
                .containsExactly("INCONSISTENCY", "SUCCESS", "UNAVAILABLE");
    }

    @Test
    void theEndOfAStreamIsToldElsewhereAlsoWhileItIsBeingOpened() throws InterruptedException {
        wire.endsAtOnce = true;

        var _ = open(answer -> {});

        Told end = next();
        assertThat(end.what).isEqualTo("UNAVAILABLE");
        assertThat(end.on).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void anAnswerThatCannotBeTakenInElsewhereEndsTheCall() throws InterruptedException {
        var stream =
                open(answer -> {
                    throw new IllegalStateException("no");
                });

        stream.onMessage(answer(AppendResult.NOT_LEADER));

        assertThat(wire.cancelled.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCallWithOneAnswerIsLeftAlone() {
        Channel channel = wire;
        var method = RaftServerProtocolServiceGrpc.getRequestVoteMethod();
        ClientCall<?, ?> call =
                new AnswersInline().interceptCall(method, CallOptions.DEFAULT, channel);

        assertThat(call).isSameAs(wire.call);
    }

    /// What the connection would call; `ratis` is what happens to answers.
    private ClientCall.Listener<AppendEntriesReplyProto> open(
            Consumer<AppendEntriesReplyProto> ratis) {
        ClientCall<AppendEntriesRequestProto, AppendEntriesReplyProto> call =
                new AnswersInline()
                        .interceptCall(
                                RaftServerProtocolServiceGrpc.getAppendEntriesMethod(),
                                CallOptions.DEFAULT,
                                wire);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(AppendEntriesReplyProto answer) {
                        ratis.accept(answer);
                        told.add(new Told(answer.getResult().name(), Thread.currentThread()));
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        told.add(new Told(status.getCode().name(), Thread.currentThread()));
                    }
                },
                new Metadata());
        return wire.listener();
    }

    private Told next() throws InterruptedException {
        Told next = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("told within %s", PATIENCE).isNotNull();
        return next;
    }

    private static AppendEntriesReplyProto answer(AppendResult result) {
        return AppendEntriesReplyProto.newBuilder().setResult(result).build();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// A connection that is played by the test.
    private static final class Wire extends Channel {
        final BlockingQueue<Throwable> cancelled = new LinkedBlockingQueue<>();
        final ClientCall<Object, Object> call = new Call();
        boolean endsAtOnce;
        private ClientCall.@Nullable Listener<Object> listening;

        @Override
        @SuppressWarnings("unchecked")
        public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
            return (ClientCall<Q, R>) call;
        }

        @Override
        public String authority() {
            return "test";
        }

        @SuppressWarnings("unchecked")
        ClientCall.Listener<AppendEntriesReplyProto> listener() {
            assertThat(listening).isNotNull();
            return (ClientCall.Listener<AppendEntriesReplyProto>) (Object) listening;
        }

        private final class Call extends ClientCall<Object, Object> {
            @Override
            public void start(Listener<Object> listener, Metadata headers) {
                listening = listener;
                if (endsAtOnce) {
                    listener.onClose(Status.UNAVAILABLE, new Metadata());
                }
            }

            @Override
            public void cancel(@Nullable String message, @Nullable Throwable cause) {
                if (cause != null) {
                    cancelled.add(cause);
                }
            }

            @Override
            public void request(int messages) {}

            @Override
            public void halfClose() {}

            @Override
            public void sendMessage(Object message) {}
        }
    }
}
