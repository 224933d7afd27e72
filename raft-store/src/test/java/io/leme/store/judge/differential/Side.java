package io.leme.store.judge.differential;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.leme.store.judge.process.Answer;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.WireStream;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.LeaseKeepAliveRequest;
import io.leme.wire.rpc.LeaseKeepAliveResponse;
import io.leme.wire.rpc.WatchCreateRequest;
import io.leme.wire.rpc.WatchGrpc;
import io.leme.wire.rpc.WatchRequest;
import io.leme.wire.rpc.WatchResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One of the two servers: its member and the streams that are open on it. The last watch stream
/// holds one watcher of every key, by which the others are measured.
final class Side implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final Pattern NONE_BEHIND =
            Pattern.compile("^etcd_debugging_mvcc_slow_watcher_total 0(\\.0)?$", Pattern.MULTILINE);
    private static final ByteString ALL = ByteString.copyFrom(new byte[1]);

    private final Member member;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WireStream<LeaseKeepAliveRequest, LeaseKeepAliveResponse> keepAlives;
    private final List<WatchJournal> journals = new ArrayList<>();

    Side(Member member, int streams) {
        this.member = member;
        this.keepAlives = member.client().open(LeaseGrpc.getLeaseKeepAliveMethod());
        for (int i = 0; i <= streams; i++) {
            journals.add(new WatchJournal(member.client().open(WatchGrpc.getWatchMethod())));
        }
        var all = WatchCreateRequest.newBuilder().setKey(ALL).setRangeEnd(ALL).setPrevKv(true);
        watch(streams, all.build());
        everything().take(WatchJournal.FIRST);
    }

    <Q extends Message, A extends Message> Answer<A> ask(Step.Unary<Q, A> step) {
        return member.client().call(step.method(), step.request());
    }

    Answer<LeaseKeepAliveResponse> keepAlive(long leaseId) {
        int position = keepAlives.size();
        keepAlives.send(LeaseKeepAliveRequest.newBuilder().setID(leaseId).build());
        return new Answer.Given<>(
                keepAlives.await(BOUND, position, "an answer to keep-alive", any -> true));
    }

    /// Starts a watcher and returns the message that says it is created, or refused.
    WatchResponse watch(int stream, WatchCreateRequest request) {
        var journal = journals.get(stream);
        int position = journal.stream().size();
        journal.stream().send(WatchRequest.newBuilder().setCreateRequest(request).build());
        return journal.stream()
                .await(BOUND, position, "an answer to " + request, WatchResponse::getCreated);
    }

    /// Waits for the message that ends a watcher by itself.
    void awaitEndOf(int stream, long watchId, int position) {
        journals.get(stream).stream()
                .await(
                        BOUND,
                        position,
                        "the end of watcher " + watchId,
                        message -> message.getCanceled() && message.getWatchId() == watchId);
    }

    void sendCancel(int stream, long watchId) {
        var request = WatchRequest.newBuilder();
        request.getCancelRequestBuilder().setWatchId(watchId);
        journals.get(stream).stream().send(request.build());
    }

    WatchJournal journal(int stream) {
        return journals.get(stream);
    }

    /// What the watcher of every key received.
    WatchJournal everything() {
        return journals.getLast();
    }

    /// Waits until no watcher is behind, as the server's own gauge has it.
    void awaitNoneBehind() {
        Eventually.eventually(
                BOUND,
                member.settings().name() + " has no watcher behind",
                () -> NONE_BEHIND.matcher(metrics()).find());
    }

    private String metrics() {
        var request =
                HttpRequest.newBuilder(URI.create("http://" + member.endpoint() + "/metrics"));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public String toString() {
        return member.endpoint();
    }

    @Override
    public void close() {
        keepAlives.close();
        journals.forEach(journal -> journal.stream().close());
        http.close();
    }
}
