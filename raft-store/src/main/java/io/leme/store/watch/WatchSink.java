package io.leme.store.watch;

/// The way to a client. Only the hub's thread calls it.
public interface WatchSink {
    /// False while the client has more to read than it should; the owner of the sink tells the
    /// stream when that is over.
    boolean isReady();

    void send(WatchMessage message);

    /// One request of the client was dealt with and there is room for the answer to another.
    void requestMore();
}
