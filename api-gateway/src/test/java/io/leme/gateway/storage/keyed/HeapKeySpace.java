package io.leme.gateway.storage.keyed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// A key space on the heap: keeps every change since the last compaction, and answers old revisions
/// by running them again.
///
/// Threads: any; everything is under one lock, and each feed has a thread of its own.
public final class HeapKeySpace implements KeySpace {
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares changes.
    private record Put(
            String key, byte @Nullable [] before, byte @Nullable [] after, long revision) {}

    private final List<Put> changes = new ArrayList<>();
    private final List<HeapFeed> feeds = new ArrayList<>();
    private long revision = 1;
    private long compacted;
    private boolean unreachable;

    /// Forgets the history before a revision; feeds that still need it end.
    public synchronized void compact(long upTo) {
        compacted = upTo;
    }

    /// Ends all feeds as a store does that has compacted what they still need.
    public synchronized void expireFeeds() {
        List.copyOf(feeds)
                .forEach(feed ->
                        feed.end(new StorageFailure(StorageFailure.Kind.COMPACTED, "compacted")));
        feeds.clear();
    }

    /// From now on every call fails as when no member can be reached, or works again.
    public synchronized void setUnreachable(boolean now) {
        unreachable = now;
    }

    /// A write of somebody else, below another prefix.
    public synchronized long touch(String key) {
        return write(key, new byte[] {'{', '}'});
    }

    /// The newest revision.
    public synchronized long revision() {
        return revision;
    }

    @Override
    public synchronized Found read(String key) {
        return range(key, key + "\0", 0, 0);
    }

    @Override
    public synchronized Found range(String from, String to, long limit, long atRevision) {
        requireReachable();
        if (atRevision > revision) {
            throw new StorageFailure(StorageFailure.Kind.FUTURE_REVISION, "future revision");
        }
        if (atRevision > 0 && atRevision < compacted) {
            throw new StorageFailure(StorageFailure.Kind.COMPACTED, "compacted");
        }
        TreeMap<String, Entry> state = new TreeMap<>();
        for (Put change : changes) {
            if (atRevision == 0 || change.revision() <= atRevision) {
                if (change.after() == null) {
                    state.remove(change.key());
                } else {
                    state.put(
                            change.key(),
                            new Entry(change.key(), change.after(), change.revision()));
                }
            }
        }
        List<Entry> inRange = List.copyOf(state.subMap(from, to).values());
        int taken = limit == 0 ? inRange.size() : (int) Math.min(limit, inRange.size());

        return new Found(revision, inRange.subList(0, taken), inRange.size());
    }

    @Override
    public synchronized Attempt put(String key, byte[] value, long expected) {
        return attempt(key, value, expected);
    }

    @Override
    public synchronized Attempt delete(String key, long expected) {
        return attempt(key, null, expected);
    }

    private Attempt attempt(String key, byte @Nullable [] value, long expected) {
        Optional<Entry> current = read(key).entries().stream().findFirst();
        if (current.map(Entry::modRevision).orElse(0L) != expected) {
            return new Attempt.Lost(current);
        }

        return new Attempt.Done(write(key, value));
    }

    private long write(String key, byte @Nullable [] value) {
        byte[] before =
                range(key, key + "\0", 0, 0).entries().stream()
                        .findFirst()
                        .map(Entry::value)
                        .orElse(null);
        Put change = new Put(key, before, value, ++revision);
        changes.add(change);
        feeds.forEach(feed -> feed.offer(change));

        return revision;
    }

    @Override
    public synchronized Feed feed(String prefix, long after, Listener listener) {
        HeapFeed feed = new HeapFeed(prefix, listener);
        if (after + 1 < compacted) {
            feed.end(new StorageFailure(StorageFailure.Kind.COMPACTED, "compacted"));

            return feed;
        }
        changes.stream().filter(change -> change.revision() > after).forEach(feed::offer);
        feeds.add(feed);

        return feed;
    }

    private void requireReachable() {
        if (unreachable) {
            throw new StorageFailure(StorageFailure.Kind.UNAVAILABLE, "no member can be reached");
        }
    }

    /// Calls its listener from a thread of its own, in order.
    private final class HeapFeed implements Feed {
        private final String prefix;
        private final LinkedBlockingQueue<Call> calls = new LinkedBlockingQueue<>();
        private final Thread thread;

        private HeapFeed(String prefix, Listener listener) {
            this.prefix = prefix;
            this.thread =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    while (calls.take().run(listener)) {
                                        Thread.onSpinWait();
                                    }
                                } catch (InterruptedException closed) {
                                    Thread.currentThread().interrupt();
                                }
                            });
        }

        private void offer(Put change) {
            if (change.key().startsWith(prefix)) {
                calls.add(listener -> {
                    listener.onChange(
                            change.key(), change.before(), change.after(), change.revision());

                    return true;
                });
            }
        }

        private void end(StorageFailure why) {
            calls.add(listener -> {
                listener.onEnd(why);

                return false;
            });
        }

        @Override
        public void requestProgress() {
            synchronized (HeapKeySpace.this) {
                long reached = revision;
                calls.add(listener -> {
                    listener.onProgress(reached);

                    return true;
                });
            }
        }

        @Override
        public void close() {
            synchronized (HeapKeySpace.this) {
                feeds.remove(this);
            }
            thread.interrupt();
        }
    }

    /// One call of a listener.
    @FunctionalInterface
    private interface Call {
        /// @return whether more may follow
        boolean run(Listener listener) throws InterruptedException;
    }
}
