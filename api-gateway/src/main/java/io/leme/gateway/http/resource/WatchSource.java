package io.leme.gateway.http.resource;

import io.leme.gateway.http.Reply;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.WatchSignal;

/// Reads a watch and writes its events until one of both ends.
///
/// Threads: written by the exchange's own; stopped by any, by way of the watch.
final class WatchSource implements Reply.Source {
    private final ObjectWatch watch;
    private final EventRendition events;

    WatchSource(ObjectWatch watch, EventRendition events) {
        this.watch = watch;
        this.events = events;
    }

    @Override
    public void writeTo(Reply.Sink sink) throws InterruptedException {
        boolean open = true;
        while (open) {
            open =
                    switch (watch.next()) {
                        case WatchSignal.Changed changed -> sink.write(events.changed(changed));
                        case WatchSignal.Bookmark bookmark -> sink.write(events.bookmark(bookmark));
                        case WatchSignal.Failed(var status) -> {
                            sink.write(events.failed(status));
                            yield false;
                        }
                        case WatchSignal.Ended _ -> false;
                    };
        }
    }

    @Override
    public void stop() {
        watch.close();
    }
}
