package io.leme.client.fake;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.leme.wire.rpc.WatchCreateRequest;
import io.leme.wire.rpc.WatchGrpc;
import io.leme.wire.rpc.WatchRequest;
import io.leme.wire.rpc.WatchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Watchers of prefixes: a range counts as all keys that begin as it does.
public final class FakeWatch extends WatchGrpc.WatchImplBase {
    private final FakeStore store;
    private final List<FakeWatchStream> open = new CopyOnWriteArrayList<>();
    private final List<WatchCreateRequest> created = new CopyOnWriteArrayList<>();
    private final List<Long> cancelled = new CopyOnWriteArrayList<>();
    private final AtomicInteger streams = new AtomicInteger();
    private volatile int piecesBeforeBreak = -1;
    private volatile boolean stutters;
    private volatile String refusal = "";

    FakeWatch(FakeStore store) {
        this.store = store;
    }

    /// Cuts each answer into pieces of one change, and breaks the stream, once, after so many.
    public void breakAfterPieces(int pieces) {
        piecesBeforeBreak = pieces;
    }

    /// Says everything twice.
    public void stutter() {
        stutters = true;
    }

    /// Refuses every watcher from now on.
    public void refuse(String reason) {
        refusal = reason;
    }

    /// Ends every open stream.
    public void drop(Status status) {
        List<FakeWatchStream> all = List.copyOf(open);
        forgetStreams();
        all.forEach(stream -> stream.end(status));
    }

    void forgetStreams() {
        open.forEach(FakeWatchStream::detach);
        open.clear();
    }

    /// Says the revision to every watcher that asked for progress.
    public void tellProgress() {
        open.forEach(FakeWatchStream::tellProgress);
    }

    /// How many streams there have been.
    public int streams() {
        return streams.get();
    }

    public int openStreams() {
        return open.size();
    }

    /// The start revisions of all watchers there have been, in order.
    public List<Long> starts() {
        return created.stream().map(WatchCreateRequest::getStartRevision).toList();
    }

    public List<Long> cancelled() {
        return List.copyOf(cancelled);
    }

    /// How many answers were handed to the transport.
    public int said() {
        return open.stream().mapToInt(FakeWatchStream::said).sum();
    }

    @Override
    public StreamObserver<WatchRequest> watch(StreamObserver<WatchResponse> client) {
        streams.incrementAndGet();
        FakeWatchStream stream =
                new FakeWatchStream(this, store, (ServerCallStreamObserver<WatchResponse>) client);
        open.add(stream);
        return stream;
    }

    void heard(WatchCreateRequest request) {
        created.add(request);
    }

    void heardCancel(long id) {
        cancelled.add(id);
    }

    void ended(FakeWatchStream stream) {
        open.remove(stream);
    }

    String refusal() {
        return refusal;
    }

    /// What the faults make of an answer: the messages to say, and then whether to break.
    List<WatchResponse> distort(WatchResponse answer) {
        if (piecesBeforeBreak >= 0) {
            return pieces(answer);
        }
        return stutters ? List.of(answer, answer) : List.of(answer);
    }

    /// Whether the stream shall break now; true once.
    boolean breaksAfter(int pieces) {
        if (piecesBeforeBreak >= 0 && pieces == piecesBeforeBreak) {
            piecesBeforeBreak = -1;
            return true;
        }
        return false;
    }

    private static List<WatchResponse> pieces(WatchResponse answer) {
        List<WatchResponse> pieces = new ArrayList<>();
        for (int i = 0; i < answer.getEventsCount(); i++) {
            pieces.add(
                    answer.toBuilder()
                            .clearEvents()
                            .addEvents(answer.getEvents(i))
                            .setFragment(i < answer.getEventsCount() - 1)
                            .build());
        }
        return pieces;
    }
}
