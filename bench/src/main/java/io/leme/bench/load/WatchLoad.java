package io.leme.bench.load;

import com.google.protobuf.ByteString;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.WatchCreateRequest;
import java.time.Duration;

/// Many watchers of one prefix, and puts under it. An operation is one event that reached one
/// watcher; its latency runs from the moment the put was sent to the moment the event was read.
///
/// The watchers are spread over the connections, one stream on each.
public final class WatchLoad {
    private final Connections connections;
    private final Keys keys;
    private final int watchers;

    public WatchLoad(Connections connections, Keys keys, int watchers) {
        this.connections = connections;
        this.keys = keys;
        this.watchers = watchers;
    }

    public Measurement run(Pace pace, Phases phases, Runnable atOpen, Runnable atClose)
            throws InterruptedException {
        int count = Math.min(connections.size(), watchers);
        Deliveries deliveries = new Deliveries(count);
        try (WatchStreams streams =
                WatchStreams.open(connections, count, WatchStreams.Reading.ALL, deliveries)) {
            for (int i = 0; i < watchers; i++) {
                streams.create(ofPrefix(keys).build());
            }
            streams.awaitCreated();
            Load stampedPuts =
                    new UnaryLoad<>(connections, KVGrpc.getPutMethod(), this::stampedPut);
            deliveries.window = new MeasuringWindow(System.nanoTime(), phases, count);
            Measurement puts = new LoadDriver(stampedPuts, pace, phases).run(atOpen, atClose);
            puts.firstFailure()
                    .ifPresent(text -> deliveries.failed(new IllegalStateException(text)));
            return deliveries.window.result();
        }
    }

    /// A watcher of all keys, which lets the server cut large answers in pieces.
    static WatchCreateRequest.Builder ofPrefix(Keys keys) {
        ByteString prefix = keys.prefix();
        return WatchCreateRequest.newBuilder()
                .setKey(prefix)
                .setRangeEnd(Loads.endOfPrefix(prefix))
                .setFragment(true);
    }

    private PutRequest stampedPut(long sequence) {
        return PutRequest.newBuilder()
                .setKey(keys.key(sequence))
                .setValue(TimeStamp.value(System.nanoTime(), keys.value(sequence)))
                .build();
    }

    private static final class Deliveries implements WatchStreams.Listener {
        /// Replaced when all watchers are there; nothing is put before that.
        private volatile MeasuringWindow window;

        Deliveries(int lanes) {
            Phases never = new Phases(Duration.ofDays(1), Duration.ofDays(1));
            window = new MeasuringWindow(System.nanoTime(), never, lanes);
        }

        @Override
        public void received(int stream, WatchTally tally) {
            if (tally.events() > 0) {
                MeasuringWindow open = window;
                long now = System.nanoTime();
                for (int i = 0; i < tally.events(); i++) {
                    open.succeeded(stream, tally.sentNanos(i), now);
                }
            }
        }

        @Override
        public void failed(Throwable cause) {
            window.failed(cause);
        }
    }
}
