package io.leme.store.watch;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Messages that a client is not ready for yet. Events are taken up to a bound; answers to the
/// client's own requests always, because the client is not asked for more requests meanwhile. Bytes
/// that several watchers of the stream share are counted once.
final class Outbox {
    static final long MOST_BYTES = 16L << 20;
    private static final int MESSAGE_OVERHEAD = 96;

    private final WatchSink sink;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable EventBatch lastCharged;
    private long bytes;
    private int owedRequests;

    private record Waiting(WatchMessage message, long charge) {}

    Outbox(WatchSink sink) {
        this.sink = sink;
    }

    /// False when the message does not fit and was not taken.
    boolean offer(WatchMessage.Events message) {
        if (waiting.isEmpty() && sink.isReady()) {
            sink.send(message);
            return true;
        }
        if (bytes >= MOST_BYTES) {
            return false;
        }

        add(message);
        return true;
    }

    /// Takes the message in any case.
    void add(WatchMessage message) {
        if (waiting.isEmpty() && sink.isReady()) {
            sink.send(message);
            return;
        }

        long charge = MESSAGE_OVERHEAD;
        if (message instanceof WatchMessage.Events events && events.batch() != lastCharged) {
            charge += events.batch().bytes();
            lastCharged = events.batch();
        }
        waiting.add(new Waiting(message, charge));
        bytes += charge;
    }

    /// Sends as much as the client takes.
    void drain() {
        while (!waiting.isEmpty() && sink.isReady()) {
            Waiting head = waiting.remove();
            bytes -= head.charge;
            sink.send(head.message);
        }
        askForRequests();
    }

    /// A request of the client was dealt with. It may send the next one when what waits for it is
    /// little enough.
    void requestHandled() {
        owedRequests++;
        askForRequests();
    }

    private void askForRequests() {
        while (owedRequests > 0 && isBelowHalf()) {
            owedRequests--;
            sink.requestMore();
        }
    }

    long bytes() {
        return bytes;
    }

    boolean isBelowHalf() {
        return bytes < MOST_BYTES / 2;
    }
}
