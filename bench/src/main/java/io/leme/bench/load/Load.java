package io.leme.bench.load;

/// One kind of request, sent over a fixed number of lanes (connections).
public interface Load {
    int lanes();

    /// Starts request number `sequence` on a lane without blocking and tells `done` once when it
    /// ends.
    void start(int lane, long sequence, Done done);

    /// Told when a request ends, on the lane's network thread.
    interface Done {
        void succeeded();

        void failed(Throwable cause);
    }
}
