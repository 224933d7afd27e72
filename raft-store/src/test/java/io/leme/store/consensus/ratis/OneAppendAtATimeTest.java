package io.leme.store.consensus.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.grpc.RaftServerProtocolServiceGrpc;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// On which thread, and when, entries of several streams are taken in.
@Timeout(60)
class OneAppendAtATimeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OneAppendAtATime turns = new OneAppendAtATime();
    private final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<Status> closed = new LinkedBlockingQueue<>();

    private record Taken(String by, Thread on) {}

    @Test
    void aFollowerTakesEntriesInOnTheEventLoop() throws InterruptedException {
        connect(RaftPeerRole.FOLLOWER);

        entries(stream("a", entries -> {}));

        assertThat(next()).isEqualTo(new Taken("a", Thread.currentThread()));
    }

    @Test
    void whoMustFirstGiveUpACandidacyDoesSoOnAnotherThread() throws InterruptedException {
        connect(RaftPeerRole.CANDIDATE);

        entries(stream("a", entries -> {}));

        assertThat(next().on).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void aSecondStreamWaitsForItsTurnAndNotOnItsEventLoop() throws InterruptedException {
        connect(RaftPeerRole.FOLLOWER);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        var slow =
                stream(
                        "slow",
                        entries -> {
                            begun.countDown();
                            await(mayGoOn);
                        });
        Thread loop = Thread.ofPlatform().start(() -> entries(slow));
        await(begun);

        entries(stream("second", entries -> {}));
        assertThat(taken.poll(50, TimeUnit.MILLISECONDS)).isNull();
        mayGoOn.countDown();

        assertThat(next()).isEqualTo(new Taken("slow", loop));
        Taken second = next();
        assertThat(second.by).isEqualTo("second");
        assertThat(second.on).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void aTurnThatFailsElsewhereEndsItsStreamAndNoOther() throws InterruptedException {
        connect(RaftPeerRole.CANDIDATE);

        entries(
                stream(
                        "bad",
                        entries -> {
                            throw new IllegalStateException("no");
                        }));
        Status end = closed.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        connect(RaftPeerRole.FOLLOWER);
        entries(stream("good", entries -> {}));

        assertThat(end).isNotNull();
        assertThat(end.getCode()).isEqualTo(Status.Code.UNKNOWN);
        assertThat(end.getCause()).isInstanceOf(IllegalStateException.class);
        assertThat(next()).isEqualTo(new Taken("good", Thread.currentThread()));
    }

    private void connect(RaftPeerRole role) {
        DivisionInfo info = only(DivisionInfo.class, "getCurrentRole", role);
        turns.connect(only(RaftServer.Division.class, "getInfo", info));
    }

    /// One that knows a single answer.
    private static <T> T only(Class<T> type, String method, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, called, arguments) -> {
                            if (called.getName().equals(method)) {
                                return answer;
                            }
                            throw new UnsupportedOperationException(called.getName());
                        }));
    }

    private ServerCall.Listener<AppendEntriesRequestProto> stream(
            String name, Consumer<AppendEntriesRequestProto> ratis) {
        return turns.interceptCall(
                new Call(),
                new Metadata(),
                (call, headers) ->
                        new ServerCall.Listener<>() {
                            @Override
                            public void onMessage(AppendEntriesRequestProto entries) {
                                ratis.accept(entries);
                                taken.add(new Taken(name, Thread.currentThread()));
                            }
                        });
    }

    private static void entries(ServerCall.Listener<AppendEntriesRequestProto> stream) {
        stream.onMessage(AppendEntriesRequestProto.getDefaultInstance());
    }

    private Taken next() throws InterruptedException {
        Taken next = taken.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("taken in within %s", PATIENCE).isNotNull();
        return next;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private final class Call
            extends ServerCall<AppendEntriesRequestProto, AppendEntriesReplyProto> {
        @Override
        public void close(Status status, Metadata trailers) {
            closed.add(status);
        }

        @Override
        public MethodDescriptor<AppendEntriesRequestProto, AppendEntriesReplyProto>
                getMethodDescriptor() {
            return RaftServerProtocolServiceGrpc.getAppendEntriesMethod();
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void request(int messages) {}

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(AppendEntriesReplyProto answer) {}
    }
}
