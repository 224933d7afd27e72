package io.leme.store.watch;

/// What a stream is sent. `revision` is that of the response header.
public sealed interface WatchMessage {
    /// Stands where a watcher's id would, in answers that belong to none.
    long NO_WATCHER = -1;

    long watchId();

    long revision();

    record Created(long watchId, long revision) implements WatchMessage {}

    /// The watcher was not created.
    record Refused(String reason, long revision) implements WatchMessage {
        @Override
        public long watchId() {
            return NO_WATCHER;
        }
    }

    /// At the client's wish.
    record Canceled(long watchId, long revision) implements WatchMessage {}

    /// What the watcher still needed is compacted away.
    record Compacted(long watchId, long compactRevision) implements WatchMessage {
        @Override
        public long revision() {
            return 0;
        }
    }

    /// `moreOfRevision` says that the last revision goes on in the next message.
    record Events(long watchId, long revision, EventBatch batch, boolean moreOfRevision)
            implements WatchMessage {}

    /// Everything up to `revision` was sent: to one watcher, or to all of the stream under
    /// [#NO_WATCHER].
    record Progress(long watchId, long revision) implements WatchMessage {}
}
