package io.leme.store.watch;

import java.util.ArrayDeque;

/// One client's watchers. The public methods may be called on any thread and leave the hub a
/// message; everything else belongs to the hub's thread.
public final class WatchStream {
    /// Reads of history that one stream may have under way: each holds a chunk in memory.
    private static final int MOST_READS = 4;

    final StreamWatchers watchers = new StreamWatchers();
    final Outbox outbox;
    private final WatchHub hub;
    private final ArrayDeque<Watcher> waitingForHistory = new ArrayDeque<>();
    private int reads;
    private boolean closed;

    WatchStream(WatchHub hub, WatchSink sink) {
        this.hub = hub;
        this.outbox = new Outbox(sink);
    }

    public void create(WatchRequest request) {
        hub.run(() -> {
            if (!closed) {
                hub.create(this, request);
                outbox.requestHandled();
            }
        });
    }

    /// Answers a request for a watcher with a refusal.
    public void refuse(String reason) {
        hub.run(() -> {
            hub.refuse(this, reason);
            outbox.requestHandled();
        });
    }

    public void cancel(long id) {
        hub.run(() -> {
            hub.cancel(this, id);
            outbox.requestHandled();
        });
    }

    /// Asks for one message that says up to where all watchers have everything. There is none while
    /// one of them lags, or none exists.
    public void requestProgress() {
        hub.run(() -> {
            hub.progress(this);
            outbox.requestHandled();
        });
    }

    /// A request that asks for nothing.
    public void ignore() {
        hub.run(outbox::requestHandled);
    }

    /// Time for the watchers that asked for progress messages.
    public void tick() {
        hub.run(() -> hub.tick(this));
    }

    /// The sink is ready again.
    public void ready() {
        hub.run(() -> {
            outbox.drain();
            readOn();
        });
    }

    /// Ends all watchers. Nothing is sent any more; `last` runs on the thread that sent, once.
    public void close(Runnable last) {
        hub.run(() -> {
            if (!closed) {
                closed = true;
                waitingForHistory.clear();
                hub.closed(this);
                last.run();
            }
        });
    }

    /// The watcher needs history: at once, or when the client has read what waits for it.
    void wantsHistory(Watcher watcher) {
        waitingForHistory.add(watcher);
        readOn();
    }

    void historyArrived() {
        reads--;
        readOn();
    }

    private void readOn() {
        while (!waitingForHistory.isEmpty() && reads < MOST_READS && outbox.isBelowHalf()) {
            Watcher watcher = waitingForHistory.remove();
            if (!watcher.canceled) {
                reads++;
                hub.readHistory(watcher);
            }
        }
    }
}
