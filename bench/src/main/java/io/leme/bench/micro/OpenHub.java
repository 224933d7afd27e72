package io.leme.bench.micro;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.KeyValue;
import io.leme.store.mvcc.Event;
import io.leme.store.mvcc.RevisionEvents;
import io.leme.store.mvcc.View;
import io.leme.store.rpc.WireEvents;
import io.leme.store.watch.Selection;
import io.leme.store.watch.WatchHub;
import io.leme.store.watch.WatchMessage;
import io.leme.store.watch.WatchRequest;
import io.leme.store.watch.WatchSink;
import io.leme.store.watch.WatchStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/// A watch hub over an empty store, with 8 streams whose clients are always ready and only count.
/// Used by one thread.
final class OpenHub implements AutoCloseable {
    private static final int STREAMS = 8;
    private static final int MAX_REQUEST_BYTES = 1536 * 1024;

    private final OpenState state;
    private final WatchHub hub;
    private final List<CountingSink> sinks = new ArrayList<>();
    private final List<WatchStream> streams = new ArrayList<>();
    private long watchers;
    private long revision;

    OpenHub() throws IOException {
        state = new OpenState();
        try (View view = state.applier().open()) {
            revision = view.revision();
        }
        hub =
                new WatchHub(
                        state.applier(),
                        new WireEvents(),
                        Runnable::run,
                        MAX_REQUEST_BYTES,
                        cause -> {
                            throw new IllegalStateException(cause);
                        });
        hub.start();
        for (int i = 0; i < STREAMS; i++) {
            CountingSink sink = new CountingSink();
            sinks.add(sink);
            streams.add(hub.open(sink));
        }
    }

    void watch(KeyRange range) {
        Selection selection = new Selection(range, false, false, false);
        streams.get((int) (watchers % STREAMS))
                .create(new WatchRequest(0, selection, 0, false, false));
        watchers++;
    }

    void awaitWatchers() {
        await(watchers, CountingSink::created);
    }

    /// One applied revision that puts one key.
    void publish(Bytes key, Bytes value) {
        revision++;
        KeyValue kv = new KeyValue(key, value, revision, revision, 1, 0);
        Event event = new Event(Event.Kind.PUT, kv, Optional.empty());
        hub.changed(List.of(new RevisionEvents(revision, List.of(event))));
    }

    /// How many events have reached watchers.
    long events() {
        return total(CountingSink::events);
    }

    void awaitEvents(long count) {
        await(count, CountingSink::events);
    }

    private void await(long count, ToLongFunction<CountingSink> what) {
        while (total(what) < count) {
            Thread.onSpinWait();
        }
    }

    private long total(ToLongFunction<CountingSink> what) {
        long total = 0;
        for (CountingSink sink : sinks) {
            total += what.applyAsLong(sink);
        }
        return total;
    }

    @Override
    public void close() throws IOException {
        hub.close();
        state.close();
    }

    /// Written by the hub's thread alone.
    private static final class CountingSink implements WatchSink {
        private final AtomicLong created = new AtomicLong();
        private final AtomicLong events = new AtomicLong();

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void send(WatchMessage message) {
            switch (message) {
                case WatchMessage.Created one -> created.setRelease(created.getPlain() + 1);
                case WatchMessage.Events some ->
                        events.setRelease(events.getPlain() + some.batch().encoded().size());
                case WatchMessage.Refused other -> throw unexpected(other);
                case WatchMessage.Canceled other -> throw unexpected(other);
                case WatchMessage.Compacted other -> throw unexpected(other);
                case WatchMessage.Progress other -> throw unexpected(other);
            }
        }

        private static IllegalStateException unexpected(WatchMessage message) {
            return new IllegalStateException("unexpected: " + message);
        }

        @Override
        public void requestMore() {}

        long created() {
            return created.getAcquire();
        }

        long events() {
            return events.getAcquire();
        }
    }
}
