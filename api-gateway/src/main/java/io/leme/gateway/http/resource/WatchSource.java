package io.leme.gateway.http.resource;

import io.leme.gateway.http.Message;
import io.leme.gateway.http.Reply;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a watch and writes its events until one of both ends. Events that wait already are written
/// together.
///
/// Threads: written by the exchange's own, or taken from by the engine's; stopped by any, by way of
/// the watch.
final class WatchSource implements Reply.Source, Reply.Polled {
    /// What is written at once is not much more than this.
    private static final int ENOUGH_BYTES = 64 * 1024;

    private final ObjectWatch watch;
    private final EventRendition events;
    private final WatchPace pace;

    WatchSource(ObjectWatch watch, EventRendition events, WatchPace pace) {
        this.watch = watch;
        this.events = events;
        this.pace = pace;
    }

    @Override
    public void writeTo(Reply.Sink sink) throws InterruptedException {
        pace.opened();
        try {
            boolean open = true;
            while (open) {
                open = writeNext(sink);
            }
        } finally {
            pace.closed();
        }
    }

    /// @return whether there may be more
    private boolean writeNext(Reply.Sink sink) throws InterruptedException {
        List<Message> messages = new ArrayList<>();
        boolean open = add(watch.next(), messages);
        int bytes = Message.size(messages);
        while (open && bytes < ENOUGH_BYTES) {
            WatchSignal ready = watch.poll();
            if (ready == null) {
                break;
            }
            open = add(ready, messages);
            bytes += open ? messages.getLast().size() : 0;
        }
        if (messages.isEmpty()) {
            return open;
        }
        long now = System.nanoTime();
        boolean there = sink.write(messages);
        if (open && there && bytes < ENOUGH_BYTES) {
            pace.await(now);
        }
        return open && there;
    }

    @Override
    public Optional<Reply.Polled> polled() {
        return events.isShared() && watch.whenReady(() -> {})
                ? Optional.of(this)
                : Optional.empty();
    }

    @Override
    public void open(Runnable ready) {
        pace.opened();
        boolean _ = watch.whenReady(ready);
    }

    @Override
    public State take(List<Message> messages) {
        int bytes = 0;
        while (bytes < ENOUGH_BYTES) {
            WatchSignal ready = watch.poll();
            if (ready == null) {
                return State.WAITING;
            }
            if (!add(ready, messages)) {
                return State.OVER;
            }
            bytes += messages.getLast().size();
        }

        return State.MORE;
    }

    @Override
    public long nanosToNext() {
        return watch.nanosToNext();
    }

    @Override
    public long pauseNanos() {
        return pace.pauseNanos();
    }

    @Override
    public void close() {
        pace.closed();
        watch.close();
    }

    /// @return false when nothing follows
    private boolean add(WatchSignal signal, List<Message> messages) {
        return switch (signal) {
            case WatchSignal.Changed changed -> messages.add(events.changed(changed));
            case WatchSignal.Bookmark bookmark -> messages.add(events.bookmark(bookmark));
            case WatchSignal.Failed(var status) -> {
                messages.add(events.failed(status));
                yield false;
            }
            case WatchSignal.Ended _ -> false;
        };
    }

    @Override
    public void stop() {
        watch.close();
    }
}
