package io.leme.store.rpc;

/// What is answered to an HTTP request: all at once, or piece by piece.
sealed interface HttpReply permits HttpAnswer, HttpReply.Stream {
    /// A body of JSON lines that come as they are made.
    non-sealed interface Stream extends HttpReply {
        /// Begins to write. The returned chore is run when the client is gone.
        Runnable start(Sink sink);
    }

    /// The way to the client. Threads: one at a time.
    interface Sink {
        /// `written` runs when there is room for more.
        void write(String piece, Runnable written);

        void end();
    }
}
