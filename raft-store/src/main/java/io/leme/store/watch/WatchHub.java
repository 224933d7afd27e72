package io.leme.store.watch;

import io.leme.store.base.KeyRange;
import io.leme.store.command.KeyValue;
import io.leme.store.error.StoreError;
import io.leme.store.mvcc.Event;
import io.leme.store.mvcc.RevisionEvents;
import io.leme.store.mvcc.View;
import io.leme.store.mvcc.ViewSource;
import io.leme.store.watch.WatchMessage.Canceled;
import io.leme.store.watch.WatchMessage.Compacted;
import io.leme.store.watch.WatchMessage.Created;
import io.leme.store.watch.WatchMessage.Progress;
import io.leme.store.watch.WatchMessage.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/// Where changes meet watchers.
///
/// Threads: everything happens on the mailbox's one thread, except that history is read on
/// `history`. [#changed], [#replaced] and the methods of [WatchStream] only leave a message.
public final class WatchHub implements AutoCloseable {
    private static final String DUPLICATE_ID =
            "mvcc: duplicate watch ID provided on the WatchStream";
    private static final String EMPTY_RANGE = "mvcc: watcher range is empty";
    private static final int FRAGMENT_OVERHEAD = 512 * 1024;

    private final ViewSource views;
    private final EventEncoder encoder;
    private final CatchUp catchUp;
    private final Executor history;
    private final Mailbox mailbox;
    private final int fragmentBytes;
    private final WatcherIndex synced = new WatcherIndex();
    private final AtomicInteger watcherCount = new AtomicInteger();
    private final AtomicInteger laggingCount = new AtomicInteger();
    private final AtomicInteger streamCount = new AtomicInteger();

    /// The last revision that all synced watchers have.
    private long delivered;

    /// How many watchers there are, how many of them lag, and on how many streams.
    public record Census(int watchers, int lagging, int streams) {}

    /// `failure` is told of an error that leaves the hub in an unknown state.
    public WatchHub(
            ViewSource views,
            EventEncoder encoder,
            Executor history,
            int maxRequestBytes,
            Mailbox.FailureListener failure) {
        this.views = views;
        this.encoder = encoder;
        this.history = history;
        this.catchUp = new CatchUp(views, encoder);
        this.fragmentBytes = maxRequestBytes + FRAGMENT_OVERHEAD;
        this.mailbox = new Mailbox(this::deliver, this::startOver, failure);
    }

    /// Starts delivering from the revision that the store has now.
    public void start() {
        mailbox.run(this::startOver);
        mailbox.start();
    }

    public WatchStream open(WatchSink sink) {
        streamCount.incrementAndGet();
        return new WatchStream(this, sink);
    }

    /// Revisions that were applied, in order. Never blocks.
    public void changed(List<RevisionEvents> revisions) {
        mailbox.changed(revisions);
    }

    /// The state was replaced as a whole: what was delivered last says nothing about it.
    public void replaced() {
        mailbox.run(this::startOver);
    }

    public Census census() {
        return new Census(watcherCount.get(), laggingCount.get(), streamCount.get());
    }

    @Override
    public void close() {
        mailbox.close();
    }

    void run(Runnable chore) {
        mailbox.run(chore);
    }

    void create(WatchStream stream, WatchRequest request) {
        KeyRange range = request.selection().range();
        if (range.isEmpty()) {
            stream.outbox.add(new Refused(EMPTY_RANGE, delivered));
            return;
        }
        if (request.id() != 0 && stream.watchers.contains(request.id())) {
            stream.outbox.add(new Refused(DUPLICATE_ID, delivered));
            return;
        }
        if (request.startRevision() < 0) {
            stream.outbox.add(new Refused(StoreError.COMPACTED.text(), delivered));
            return;
        }

        long id = request.id() == 0 ? stream.watchers.freeId() : request.id();
        long next = request.startRevision() == 0 ? delivered + 1 : request.startRevision();
        Watcher watcher = new Watcher(id, stream, request, next);
        stream.watchers.add(watcher);
        watcherCount.incrementAndGet();
        stream.outbox.add(new Created(id, delivered));
        if (next > delivered) {
            synced.add(watcher);
        } else {
            lag(watcher, next);
        }
    }

    void refuse(WatchStream stream, String reason) {
        stream.outbox.add(new Refused(reason, delivered));
    }

    void cancel(WatchStream stream, long id) {
        Watcher watcher = stream.watchers.remove(id);
        if (watcher != null) {
            drop(watcher);
            stream.outbox.add(new Canceled(id, delivered));
        }
    }

    void closed(WatchStream stream) {
        stream.watchers.forEach(this::drop);
        stream.watchers.clear();
        streamCount.decrementAndGet();
    }

    void progress(WatchStream stream) {
        boolean allSynced = stream.watchers.allMatch(this::hasEverything);
        if (allSynced && !stream.watchers.isEmpty()) {
            stream.outbox.add(new Progress(WatchMessage.NO_WATCHER, delivered));
        }
    }

    void tick(WatchStream stream) {
        stream.watchers.forEach(watcher -> {
            if (watcher.progressNotify && watcher.quiet && hasEverything(watcher)) {
                stream.outbox.add(new Progress(watcher.id, delivered));
            }
            watcher.quiet = true;
        });
    }

    void readHistory(Watcher watcher) {
        long from = watcher.next;
        int revisions = watcher.chunk;
        try {
            history.execute(() -> readHistory(watcher, from, revisions));
        } catch (RejectedExecutionException stopping) {
            cancel(watcher.stream, watcher.id);
        }
    }

    // Whatever goes wrong in storage must not leave a watcher waiting for ever.
    @SuppressWarnings("IllegalCatch")
    private void readHistory(Watcher watcher, long from, int revisions) {
        try {
            CatchUp.Found found = catchUp.read(watcher.selection, from, revisions);
            run(() -> historyArrived(watcher, found));
        } catch (RuntimeException broken) {
            run(() -> {
                throw broken;
            });
        }
    }

    private void historyArrived(Watcher watcher, CatchUp.Found found) {
        if (!watcher.canceled) {
            switch (found) {
                case CatchUp.Found.Compacted compacted -> {
                    // etcd keeps the id taken until the client cancels it.
                    drop(watcher);
                    watcher.stream.outbox.add(
                            new Compacted(watcher.id, compacted.compactRevision()));
                }
                case CatchUp.Found.Chunk chunk -> catchUp(watcher, chunk);
            }
        }
        watcher.stream.historyArrived();
    }

    private void catchUp(Watcher watcher, CatchUp.Found.Chunk chunk) {
        for (RevisionBatch.Piece piece : chunk.pieces()) {
            messages(watcher, piece.events(), chunk.revision()).forEach(watcher.stream.outbox::add);
            watcher.quiet = false;
        }
        watcher.chunk = chunk.next();
        watcher.next = Math.max(watcher.next, chunk.scannedTo() + 1);
        if (watcher.next > delivered) {
            laggingCount.decrementAndGet();
            synced.add(watcher);
        } else {
            watcher.stream.wantsHistory(watcher);
        }
    }

    /// One round: all revisions that were waiting, matched once, and grouped by who gets them.
    private void deliver(List<RevisionEvents> revisions) {
        if (synced.isEmpty()) {
            delivered = Math.max(delivered, revisions.getLast().revision());
            return;
        }

        List<WatcherGroup> touched = new ArrayList<>();
        for (RevisionEvents revision : revisions) {
            if (revision.revision() > delivered) {
                match(revision, touched);
                delivered = revision.revision();
            }
        }
        for (WatcherGroup group : touched) {
            send(group);
            group.endRound();
        }
    }

    private void match(RevisionEvents revision, List<WatcherGroup> touched) {
        for (Event event : revision.events()) {
            KeyValue kv = event.kv();
            SharedEvent shared = new SharedEvent(event);
            synced.visit(
                    kv.key(),
                    group -> {
                        if (group.add(revision.revision(), shared)) {
                            touched.add(group);
                        }
                    });
        }
    }

    private void send(WatcherGroup group) {
        long first = group.firstRevision();
        List<RevisionBatch.Piece> shared = group.piecesFrom(first, encoder);
        List<Watcher> full = new ArrayList<>();
        for (Watcher watcher = group.first; watcher != null; watcher = watcher.after) {
            List<RevisionBatch.Piece> pieces =
                    watcher.next <= first ? shared : group.piecesFrom(watcher.next, encoder);
            if (!send(watcher, pieces)) {
                full.add(watcher);
            }
        }
        for (Watcher watcher : full) {
            synced.remove(watcher);
            lag(watcher, watcher.next);
        }
    }

    /// False when the client cannot take more; `next` then names what it misses.
    private boolean send(Watcher watcher, List<RevisionBatch.Piece> pieces) {
        for (RevisionBatch.Piece piece : pieces) {
            if (!fits(watcher, piece)) {
                watcher.next = piece.first();
                return false;
            }
            watcher.quiet = false;
        }
        return true;
    }

    private boolean fits(Watcher watcher, RevisionBatch.Piece piece) {
        List<WatchMessage.Events> messages = messages(watcher, piece.events(), piece.last());
        if (!watcher.stream.outbox.offer(messages.getFirst())) {
            return false;
        }
        messages.stream().skip(1).forEach(watcher.stream.outbox::add);
        return true;
    }

    private List<WatchMessage.Events> messages(Watcher watcher, EventBatch batch, long revision) {
        if (!watcher.fragment || batch.bytes() < fragmentBytes) {
            return List.of(new WatchMessage.Events(watcher.id, revision, batch, false));
        }

        List<EventBatch> parts = batch.pieces(fragmentBytes);
        List<WatchMessage.Events> messages = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            boolean more = i < parts.size() - 1;
            messages.add(new WatchMessage.Events(watcher.id, revision, parts.get(i), more));
        }
        return messages;
    }

    /// What was delivered is no longer known to be without gaps: everyone looks into history.
    private void startOver() {
        List<Watcher> all = new ArrayList<>();
        synced.drainTo(all);
        long before = delivered;
        try (View view = views.open()) {
            delivered = Math.max(delivered, view.revision());
        }
        for (Watcher watcher : all) {
            lag(watcher, Math.max(watcher.next, before + 1));
        }
    }

    private void lag(Watcher watcher, long from) {
        watcher.next = from;
        laggingCount.incrementAndGet();
        watcher.stream.wantsHistory(watcher);
    }

    private boolean hasEverything(Watcher watcher) {
        return watcher.canceled || (watcher.isSynced() && watcher.next <= delivered + 1);
    }

    private void drop(Watcher watcher) {
        if (watcher.canceled) {
            return;
        }

        watcher.canceled = true;
        watcherCount.decrementAndGet();
        if (watcher.isSynced()) {
            synced.remove(watcher);
        } else {
            laggingCount.decrementAndGet();
        }
    }
}
