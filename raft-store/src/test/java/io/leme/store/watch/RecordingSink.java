package io.leme.store.watch;

import java.util.ArrayList;
import java.util.List;

/// A client that writes down what it is sent, and can stop reading.
final class RecordingSink implements WatchSink {
    private final List<WatchMessage> received = new ArrayList<>();
    private volatile boolean ready = true;
    private int asked;

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public synchronized void send(WatchMessage message) {
        received.add(message);
    }

    @Override
    public synchronized void requestMore() {
        asked++;
    }

    void setReady(boolean value) {
        ready = value;
    }

    /// Requests that the client was allowed to send after its first ones.
    synchronized int asked() {
        return asked;
    }

    /// Everything since the last call.
    synchronized List<WatchMessage> take() {
        List<WatchMessage> taken = List.copyOf(received);
        received.clear();
        return taken;
    }
}
