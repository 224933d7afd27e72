package io.leme.store.consensus;

import java.util.function.LongConsumer;

/// How the log's disk does. Nothing is answered before its entry went through one of these syncs on
/// a quorum of members.
public interface LogMetrics {
    /// Syncs of the log to disk since the start of this member (etcd: `wal_fsync_duration`, its
    /// count).
    long syncs();

    /// Time spent in them, in nanoseconds.
    long syncNanos();

    /// Calls `recorder` with the nanoseconds of each sync, on the thread that writes the log: it
    /// must be quick.
    void onSync(LongConsumer recorder);
}
