package io.leme.bench.load;

import io.grpc.CallOptions;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import io.leme.wire.rpc.WatchCreateRequest;
import io.leme.wire.rpc.WatchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Watch streams, one on each of the first connections, and the watchers on them, dealt out in
/// turn.
///
/// Threads: one thread creates and closes; the listener is called on the network thread of the
/// stream's connection.
final class WatchStreams implements AutoCloseable {
    private static final Duration CREATE_TIMEOUT = Duration.ofMinutes(2);

    private final List<OneStream> streams = new ArrayList<>();
    private final Semaphore created = new Semaphore(0);
    private int watchers;
    private volatile boolean closed;

    /// Told of everything that arrives, by the stream's number.
    interface Listener {
        void received(int stream, WatchTally tally);

        void failed(Throwable cause);
    }

    /// How much the client takes: all that comes, or one message until told otherwise.
    enum Reading {
        ALL,
        FIRST_MESSAGE
    }

    static WatchStreams open(
            Connections connections, int count, Reading reading, Listener listener) {
        WatchStreams all = new WatchStreams();
        for (int i = 0; i < count; i++) {
            OneStream stream = all.new OneStream(i, reading, listener);
            ClientCalls.asyncBidiStreamingCall(
                    connections.get(i).newCall(WatchTally.method(), CallOptions.DEFAULT), stream);
            all.streams.add(stream);
        }
        return all;
    }

    void create(WatchCreateRequest request) {
        streams.get(watchers % streams.size())
                .calls()
                .onNext(WatchRequest.newBuilder().setCreateRequest(request).build());
        watchers++;
    }

    /// Waits until the server has answered every [#create].
    void awaitCreated() throws InterruptedException {
        if (!created.tryAcquire(watchers, CREATE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "only %d of %d watchers were created"
                            .formatted(created.availablePermits(), watchers));
        }
        created.release(watchers);
    }

    /// Takes all that comes from now on.
    void readOn() {
        streams.forEach(stream -> stream.calls().request(Integer.MAX_VALUE));
    }

    @Override
    public void close() {
        closed = true;
        streams.forEach(stream -> stream.calls().cancel("the measurement is over", null));
    }

    private final class OneStream implements ClientResponseObserver<WatchRequest, WatchTally> {
        private final int number;
        private final Reading reading;
        private final Listener listener;
        private @Nullable ClientCallStreamObserver<WatchRequest> calls;

        OneStream(int number, Reading reading, Listener listener) {
            this.number = number;
            this.reading = reading;
            this.listener = listener;
        }

        ClientCallStreamObserver<WatchRequest> calls() {
            ClientCallStreamObserver<WatchRequest> started = calls;
            if (started == null) {
                throw new IllegalStateException("the stream was not started");
            }
            return started;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<WatchRequest> stream) {
            if (reading == Reading.FIRST_MESSAGE) {
                stream.disableAutoRequestWithInitial(1);
            }
            calls = stream;
        }

        @Override
        public void onNext(WatchTally tally) {
            if (tally.created()) {
                created.release();
            }
            if (tally.canceled()) {
                listener.failed(new IllegalStateException("the server cancelled a watcher"));
            }
            listener.received(number, tally);
        }

        @Override
        public void onError(Throwable cause) {
            if (!closed) {
                listener.failed(cause);
            }
        }

        @Override
        public void onCompleted() {
            onError(new IllegalStateException("the server ended a watch stream"));
        }
    }
}
