package io.leme.store.consensus.ratis;

import java.util.ArrayDeque;
import java.util.Deque;

/// How much of the log stays when the state is durable, so that a member that was away for a short
/// time needs no checkpoint: a number of entries, but no more than a number of bytes. An entry
/// holds up to thousands of commands, so that a few thousand of them may be gigabytes, which a
/// restart would read.
///
/// Belongs to the apply thread.
final class KeptEntries {
    /// So many marks there are at most, and two more.
    private static final int MARKS = 16;

    private final long maxEntries;
    private final long maxBytes;

    /// By their place; the first is the last that has `maxBytes` behind it.
    private final Deque<Mark> marks = new ArrayDeque<>();

    private long bytes;

    /// After entry `index`, `bytes` had gone by.
    private record Mark(long index, long bytes) {}

    KeptEntries(long maxEntries, long maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    /// Entry `index` was applied.
    void add(long index, long entryBytes) {
        bytes += entryBytes;
        Mark last = marks.peekLast();
        long since = last == null ? bytes : bytes - last.bytes;
        if (since < maxBytes / MARKS) {
            return;
        }
        Mark passed = null;
        while (!marks.isEmpty() && bytes - marks.getFirst().bytes >= maxBytes) {
            passed = marks.removeFirst();
        }
        if (passed != null) {
            marks.addFirst(passed);
        }
        marks.addLast(new Mark(index, bytes));
    }

    /// The last entry that need not stay, of those up to `durable`; `applied` is the last of all.
    long purgeable(long durable, long applied) {
        Mark first = marks.peekFirst();
        boolean full = first != null && bytes - first.bytes >= maxBytes;
        long byBytes = full ? first.index : -1;
        return Math.min(durable, Math.max(applied - maxEntries, byBytes));
    }
}
