package io.leme.bench.load;

/// One kind of request.
public interface Load {
    /// Starts request number `sequence` without blocking and tells `done` once when it ends.
    void start(long sequence, Done done);

    /// Told when a request ends, on a network thread.
    interface Done {
        void succeeded();

        void failed(Throwable cause);
    }
}
