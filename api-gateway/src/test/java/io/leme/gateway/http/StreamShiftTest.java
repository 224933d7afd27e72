package io.leme.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.ResponseHeaders;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

@Timeout(30)
class StreamShiftTest {
    private final EventLoop loop = new DefaultEventLoop();
    private final StreamShift shift = new StreamShift(loop, 0.5);
    private final Message a = message("a");
    private final Message b = message("b");

    @AfterEach
    void stop() {
        var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @Test
    void whatStreamsSendAlikeReachesEachOfThem() {
        List<Told> sources = List.of(new Told(), new Told(), new Told());
        List<CompletableFuture<AggregatedHttpResponse>> bodies =
                sources.stream().map(each -> open(each).aggregate(loop)).toList();

        sources.forEach(each -> each.tell(a, b));
        sources.getLast().tell(b);
        sources.forEach(Told::end);

        assertThat(bodies)
                .extracting(each -> each.join().contentUtf8())
                .containsExactly("a\nb\n", "a\nb\n", "a\nb\nb\n");
        assertThat(sources).allMatch(each -> each.closed);
    }

    @Test
    void aStreamIsToldAgainAfterItFoundNothing() {
        var source = new Told();
        CompletableFuture<AggregatedHttpResponse> body = open(source).aggregate(loop);

        source.tell(a);
        source.awaitTaken();
        source.tell(b);
        source.awaitTaken();
        source.end();

        assertThat(body.join().contentUtf8()).isEqualTo("a\nb\n");
    }

    @Test
    void nothingIsTakenForAClientThatDoesNotRead() {
        var source = new Told();
        var client = new Client();
        HttpResponseWriter writer = open(source);
        writer.subscribe(client, loop);
        source.tell(a);
        source.awaitTaken();

        source.tell(b);
        loop.submit(() -> {}).syncUninterruptibly();
        assertThat(source.waiting()).isEqualTo(1);

        client.subscription.join().request(3);
        source.awaitTaken();
        source.end();
        assertThat(client.completed.join()).isEqualTo(3);
    }

    @Test
    void aStreamThatIsOverLeavesNoTimerBehind() {
        var channel = new EmbeddedChannel();
        var source = new Told();
        open(source, new StreamShift(channel.eventLoop(), 0));
        channel.runPendingTasks();
        assertThat(channel.runScheduledPendingTasks()).isPositive();

        source.end();
        channel.runPendingTasks();

        assertThat(source.closed).isTrue();
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    private HttpResponseWriter open(Told source) {
        return open(source, shift);
    }

    private static HttpResponseWriter open(Told source, StreamShift shift) {
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(ResponseHeaders.of(200));
        shift.open(source, writer);

        return writer;
    }

    private static Message message(String text) {
        return Message.of((text + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /// Says what it is told to.
    private static final class Told implements Reply.Polled {
        private final Queue<Message> messages = new ArrayDeque<>();
        private Runnable ready = () -> {};
        private boolean ended;
        private volatile boolean closed;
        private CompletableFuture<Void> taken = new CompletableFuture<>();

        synchronized void tell(Message... more) {
            messages.addAll(List.of(more));
            taken = new CompletableFuture<>();
            ready.run();
        }

        synchronized void end() {
            ended = true;
            ready.run();
        }

        synchronized int waiting() {
            return messages.size();
        }

        void awaitTaken() {
            CompletableFuture<Void> last;
            synchronized (this) {
                last = taken;
            }
            last.join();
        }

        @Override
        public synchronized void open(Runnable action) {
            ready = action;
        }

        @Override
        public synchronized State take(List<Message> into) {
            if (!messages.isEmpty()) {
                into.addAll(new ArrayList<>(messages));
                messages.clear();
                taken.complete(null);
            }

            return ended ? State.OVER : State.WAITING;
        }

        @Override
        public long nanosToNext() {
            return TimeUnit.DAYS.toNanos(1);
        }

        @Override
        public long pauseNanos() {
            return 0;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /// Reads as much as it asks for.
    private static final class Client implements Subscriber<HttpObject> {
        private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
        private final CompletableFuture<Integer> completed = new CompletableFuture<>();
        private int received;

        @Override
        public void onSubscribe(Subscription open) {
            open.request(1);
            subscription.complete(open);
        }

        @Override
        public void onNext(HttpObject object) {
            received++;
        }

        @Override
        public void onError(Throwable cause) {
            completed.completeExceptionally(cause);
        }

        @Override
        public void onComplete() {
            completed.complete(received);
        }
    }
}
