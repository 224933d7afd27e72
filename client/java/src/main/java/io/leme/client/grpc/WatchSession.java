package io.leme.client.grpc;

import io.leme.client.error.ErrorCode;
import io.leme.client.error.ErrorFamily;
import io.leme.client.error.StoreException;
import io.leme.client.watch.WatchListener;
import io.leme.client.watch.WatchRequest;
import io.leme.client.watch.Watcher;
import io.leme.wire.kv.Event;
import io.leme.wire.rpc.WatchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// One watcher: what it has seen, and so where it resumes.
///
/// Its state belongs to the lock of its stream; every method whose name begins with `on` is called
/// with that lock held, and puts what the listener shall hear into the mailbox, which the stream
/// has delivered when it has let go of the lock.
final class WatchSession implements Watcher {
    private static final long EVENT_OVERHEAD_BYTES = 128;
    private static final long SIGNAL_BYTES = 64;

    private final long id;
    private final WatchRequest request;
    private final WatchListener listener;
    private final WatchStream stream;
    private final Mailbox mailbox;
    private final CompletableFuture<Long> created = new CompletableFuture<>();

    /// The first revision not yet known to be seen; 0 until the store has said where now is.
    private long resumeRevision;

    private long lastEventRevision;
    private List<Event> pieces = new ArrayList<>();
    private boolean knowsBreak;
    private boolean live;
    private boolean gone;
    private long wireId;

    WatchSession(
            long id,
            WatchRequest request,
            WatchListener listener,
            WatchStream stream,
            long bufferBytes,
            Consumer<Runnable> executor) {
        this.id = id;
        this.request = request;
        this.listener = listener;
        this.stream = stream;
        this.mailbox = new Mailbox(executor, bufferBytes, () -> stream.roomAgain(this));
        this.resumeRevision = request.startRevision();
        this.wireId = id;
    }

    long id() {
        return id;
    }

    /// What the server calls it on the present call.
    long wireId() {
        return wireId;
    }

    boolean isGone() {
        return gone;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    io.leme.wire.rpc.WatchRequest createRequest() {
        return WatchMessages.create(id, request, resumeRevision);
    }

    @Override
    public CompletableFuture<Long> created() {
        return created.copy();
    }

    @Override
    public void requestProgress() {
        stream.requestProgress();
    }

    @Override
    public void close() {
        stream.remove(this);
    }

    void onCreated(long givenId, long revision) {
        live = true;
        knowsBreak = false;
        wireId = givenId;
        if (resumeRevision == 0) {
            resumeRevision = revision + 1;
        }
        mailbox.put(0, () -> created.complete(revision));
    }

    /// @return whether the listener is too slow
    boolean onEvents(WatchResponse answer) {
        pieces.addAll(answer.getEventsList());
        if (answer.getFragment()) {
            return false;
        }
        List<Event> whole = pieces;
        pieces = new ArrayList<>();
        List<Event> fresh = whole.stream().filter(this::isNew).toList();
        if (fresh.isEmpty()) {
            return false;
        }
        lastEventRevision = fresh.get(fresh.size() - 1).getKv().getModRevision();
        resumeRevision = Math.max(resumeRevision, lastEventRevision + 1);
        long storeRevision = Math.max(lastEventRevision, answer.getHeader().getRevision());
        long weight = fresh.stream().mapToLong(WatchSession::weight).sum();
        return tell(weight, () -> listener.onEvents(WatchMessages.batch(fresh, storeRevision)));
    }

    /// A revision already handed over can only come again from a member that answers twice.
    private boolean isNew(Event event) {
        return event.getKv().getModRevision() > lastEventRevision;
    }

    private static long weight(Event event) {
        return EVENT_OVERHEAD_BYTES
                + event.getKv().getKey().size()
                + event.getKv().getValue().size()
                + event.getPrevKv().getValue().size();
    }

    /// @return whether the listener is too slow
    boolean onProgress(long revision) {
        if (!live || !pieces.isEmpty() || revision < request.startRevision()) {
            return false;
        }
        resumeRevision = Math.max(resumeRevision, revision + 1);
        return tell(SIGNAL_BYTES, () -> listener.onProgress(revision));
    }

    /// Pieces of a batch that can't be completed any more will come again as a whole. An outage is
    /// told once, however many attempts to mend it fail.
    void onBroken(StoreException cause) {
        pieces = new ArrayList<>();
        live = false;
        wireId = id;
        if (!knowsBreak) {
            knowsBreak = true;
            tell(SIGNAL_BYTES, () -> listener.onDisconnected(cause));
        }
    }

    void onCompacted(long compactRevision) {
        gone = true;
        tell(0, () -> listener.onCompacted(compactRevision));
        mailbox.seal(() -> ended(WatchMessages.compacted()));
    }

    void onRefused(StoreException cause) {
        gone = true;
        mailbox.put(0, () -> listener.onError(cause));
        mailbox.seal(() -> ended(cause));
    }

    void onClosed() {
        gone = true;
        mailbox.clear();
        mailbox.seal(() -> ended(Failures.closed()));
    }

    private boolean tell(long weight, Runnable call) {
        return mailbox.put(weight, () -> guarded(call));
    }

    /// A listener that throws has lost a change: its watcher can't go on as if nothing happened.
    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error thrown) {
            stream.fail(this, listenerFailed(thrown));
        }
    }

    private static StoreException listenerFailed(Throwable thrown) {
        return new StoreException(
                ErrorFamily.BROKEN, ErrorCode.INTERNAL, "the watch listener failed", thrown);
    }

    /// What still waits is not for a listener that has failed.
    void onListenerFailed(StoreException failure) {
        mailbox.clear();
        onRefused(failure);
    }

    private void ended(StoreException reason) {
        created.completeExceptionally(reason);
        listener.onClosed();
    }
}
