package io.leme.bench.load;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.WatchCreateRequest;
import io.leme.wire.rpc.WatchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Many watchers of one prefix, and puts under it. An operation is one event that reached one
/// watcher; its latency runs from the moment the put was sent to the moment the event was read.
///
/// The watchers are spread over the connections, one stream on each.
public final class WatchLoad {
    private static final Duration CREATE_TIMEOUT = Duration.ofSeconds(60);

    private final Connections connections;
    private final Keys keys;
    private final int watchers;
    private final int valueBytes;

    public WatchLoad(Connections connections, Keys keys, int watchers, int valueBytes) {
        this.connections = connections;
        this.keys = keys;
        this.watchers = watchers;
        this.valueBytes = valueBytes;
    }

    public Measurement run(Pace pace, Phases phases, Runnable atOpen, Runnable atClose)
            throws InterruptedException {
        CountDownLatch created = new CountDownLatch(watchers);
        WindowHolder holder = new WindowHolder();
        List<StreamObserver<WatchRequest>> streams = openStreams(created, holder);
        for (int i = 0; i < watchers; i++) {
            streams.get(i % streams.size()).onNext(create());
        }
        if (!created.await(CREATE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    created.getCount() + " of " + watchers + " watchers were not created");
        }
        Load stampedPuts = new UnaryLoad<>(connections, KVGrpc.getPutMethod(), this::stampedPut);
        holder.window = new MeasuringWindow(System.nanoTime(), phases);
        Measurement puts = new LoadDriver(stampedPuts, pace, phases).run(atOpen, atClose);
        puts.firstFailure().ifPresent(text -> holder.fail("put: " + text));
        streams.forEach(StreamObserver::onCompleted);
        return holder.result();
    }

    private List<StreamObserver<WatchRequest>> openStreams(
            CountDownLatch created, WindowHolder holder) {
        List<StreamObserver<WatchRequest>> streams = new ArrayList<>();
        for (int i = 0; i < Math.min(connections.size(), watchers); i++) {
            streams.add(
                    ClientCalls.asyncBidiStreamingCall(
                            connections.get(i).newCall(WatchTally.method(), CallOptions.DEFAULT),
                            new Listener(created, holder)));
        }
        return streams;
    }

    private WatchRequest create() {
        ByteString prefix = keys.prefix();
        return WatchRequest.newBuilder()
                .setCreateRequest(
                        WatchCreateRequest.newBuilder()
                                .setKey(prefix)
                                .setRangeEnd(Loads.endOfPrefix(prefix)))
                .build();
    }

    private PutRequest stampedPut(long sequence) {
        return PutRequest.newBuilder()
                .setKey(keys.key(sequence))
                .setValue(TimeStamp.value(System.nanoTime(), valueBytes))
                .build();
    }

    /// The window opens only when all watchers are there, after the streams were opened.
    private static final class WindowHolder {
        private volatile MeasuringWindow window =
                new MeasuringWindow(
                        System.nanoTime(), new Phases(Duration.ofDays(1), Duration.ofDays(1)));

        void fail(String text) {
            window.failed(new IllegalStateException(text));
        }

        Measurement result() {
            return window.result();
        }
    }

    private record Listener(CountDownLatch created, WindowHolder holder)
            implements StreamObserver<WatchTally> {
        @Override
        public void onNext(WatchTally tally) {
            if (tally.created()) {
                created.countDown();
            }
            if (tally.canceled()) {
                holder.fail("a watcher was cancelled by the server");
            }
            if (tally.events() > 0 && tally.sentNanos() != 0) {
                holder.window.succeeded(tally.sentNanos(), System.nanoTime(), tally.events());
            }
        }

        @Override
        public void onError(Throwable cause) {
            holder.window.failed(cause);
        }

        @Override
        public void onCompleted() {
            // The driver ended the stream.
        }
    }
}
