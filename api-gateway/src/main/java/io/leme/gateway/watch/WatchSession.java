package io.leme.gateway.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiStatus;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.Selection;
import io.leme.gateway.storage.WatchQuery;
import io.leme.gateway.storage.WatchSignal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// One watch: a bounded queue of signals between whoever tells changes and the one reader.
///
/// Threads. `offer`, `put`, `fail` and `close` come from any thread, `next` from one reader; all of
/// them hold the session's lock only for a moment. `offer` never waits: a full queue ends the
/// session (its reader still gets what is in the queue). `put` waits for room instead, and is for
/// feeds that belong to this session alone.
public final class WatchSession implements ObjectWatch {
    /// Signals that may wait for the reader; the state at the beginning does not count.
    static final int MAX_WAITING = 1024;

    private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(60);
    private static final Duration LAST_BOOKMARK_BEFORE_END = Duration.ofSeconds(2);

    private final Selection selection;
    private final BiFunction<ObjectNode, String, String> fields;
    private final boolean bookmarks;
    private final long endNanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<WatchSignal> waiting = new ArrayDeque<>();
    private final Iterator<ApiObject> state;
    private final long startsAfter;
    private boolean stateEndDue;
    private long told;
    private long bookmarkNanos;
    private boolean lastBookmarkSent;

    /// Written under the lock, and read without it by those who only look whether there is anything
    /// to do.
    private volatile boolean over;

    private Runnable whenOver = () -> {};

    /// Of a reader that polls, and whether its last poll found nothing.
    private Runnable ready = () -> {};

    private boolean polledInVain;

    private WatchSession(
            WatchQuery query,
            BiFunction<ObjectNode, String, String> fields,
            Iterator<ApiObject> state,
            long after) {
        this.selection = query.selection();
        this.fields = fields;
        this.bookmarks = query.bookmarks();
        this.state = state;
        this.stateEndDue =
                query.start() instanceof WatchQuery.Start.WithState start && start.endBookmark();
        this.told = after;
        this.startsAfter = after;
        long now = System.nanoTime();
        this.endNanos = now + query.lifetime().toNanos();
        this.bookmarkNanos = now + BOOKMARK_EVERY.toNanos();
    }

    /// @param query what to let through, and for how long
    /// @param fields reader of selectable fields
    /// @param state told first, as ADDED; already selected
    /// @param after changes up to this revision are in `state` or were not asked for
    public static WatchSession open(
            WatchQuery query,
            BiFunction<ObjectNode, String, String> fields,
            List<ApiObject> state,
            long after) {
        return new WatchSession(query, fields, state.iterator(), after);
    }

    /// Runs `action` once, when the session is over; at once when it already is.
    public void whenOver(Runnable action) {
        lock.lock();
        try {
            whenOver = action;
        } finally {
            lock.unlock();
        }
        runIfOver();
    }

    /// Runs the action outside the lock, for it may wait for a thread that is in `put`.
    private void runIfOver() {
        if (!over) {
            return;
        }
        Runnable action;
        lock.lock();
        try {
            action = whenOver;
            whenOver = () -> {};
        } finally {
            lock.unlock();
        }
        action.run();
    }

    /// Tells a change without waiting.
    ///
    /// @return false when the session is over, or is ended now because its reader is too slow
    public boolean offer(Change change) {
        return offer(change, false);
    }

    /// Tells a change of the past, before the session is shown to its dispatcher; not bounded by
    /// the queue's limit, but by the history it comes from.
    public void replay(Change change) {
        offer(change, true);
    }

    private boolean offer(Change change, boolean unbounded) {
        lock.lock();
        try {
            if (over || change.revision() <= startsAfter) {
                return !over;
            }
            Optional<WatchSignal> signal = change.seenBy(selection, fields);
            if (signal.isPresent() && !unbounded && waiting.size() >= MAX_WAITING) {
                end();

                return false;
            }
            enqueue(change.revision(), signal);

            return true;
        } finally {
            lock.unlock();
            runIfOver();
        }
    }

    /// Tells a change, and waits for room before.
    public void put(Change change) throws InterruptedException {
        lock.lock();
        try {
            while (!over && waiting.size() >= MAX_WAITING) {
                changed.await();
            }
            if (!over) {
                enqueue(change.revision(), change.seenBy(selection, fields));
            }
        } finally {
            lock.unlock();
        }
    }

    /// Nothing is missing up to this revision: told as a bookmark at once, if bookmarks are wanted.
    public void putProgress(long revision) throws InterruptedException {
        lock.lock();
        try {
            while (!over && waiting.size() >= MAX_WAITING) {
                changed.await();
            }
            if (!over && revision >= told) {
                enqueue(
                        revision,
                        bookmarks
                                ? Optional.of(new WatchSignal.Bookmark(revision, false))
                                : Optional.empty());
            }
        } finally {
            lock.unlock();
        }
    }

    /// Nothing is missing up to this revision: known for the next bookmark.
    public void advance(long revision) {
        lock.lock();
        try {
            told = Math.max(told, revision);
        } finally {
            lock.unlock();
        }
    }

    /// Ends the watch with an error, behind what is already in the queue.
    public void fail(ApiStatus status) {
        lock.lock();
        try {
            if (!over) {
                waiting.add(new WatchSignal.Failed(status));
                end();
            }
        } finally {
            lock.unlock();
            runIfOver();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            waiting.clear();
            end();
        } finally {
            lock.unlock();
            runIfOver();
        }
    }

    @Override
    public WatchSignal next() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                WatchSignal due = due();
                if (due != null) {
                    return due;
                }
                long wait = Math.min(endNanos, nextBookmarkNanos()) - System.nanoTime();
                if (wait > 0) {
                    changed.await(wait, TimeUnit.NANOSECONDS);
                }
            }
        } finally {
            lock.unlock();
            runIfOver();
        }
    }

    @Override
    public @Nullable WatchSignal poll() {
        lock.lock();
        try {
            WatchSignal due = due();
            polledInVain = due == null;

            return due;
        } finally {
            lock.unlock();
            runIfOver();
        }
    }

    @Override
    public boolean whenReady(Runnable action) {
        lock.lock();
        try {
            ready = action;
        } finally {
            lock.unlock();
        }

        return true;
    }

    @Override
    public long nanosToNext() {
        lock.lock();
        try {
            return Math.min(endNanos, nextBookmarkNanos()) - System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /// What the reader gets now; null when it has to wait.
    private @Nullable WatchSignal due() {
        if (state.hasNext() && !closed()) {
            return new WatchSignal.Changed(WatchSignal.ChangeType.ADDED, state.next());
        }
        if (stateEndDue && !closed()) {
            stateEndDue = false;

            return new WatchSignal.Bookmark(startsAfter, true);
        }
        WatchSignal first = waiting.poll();
        if (first != null) {
            changed.signalAll();

            return first;
        }
        long now = System.nanoTime();
        if (!over && now - endNanos >= 0) {
            end();
        }
        if (over) {
            return new WatchSignal.Ended();
        }

        return bookmarkAt(now);
    }

    private @Nullable WatchSignal bookmarkAt(long now) {
        if (!bookmarks || now - nextBookmarkNanos() < 0) {
            return null;
        }
        lastBookmarkSent = now - lastBookmarkNanos() >= 0;
        bookmarkNanos = now + BOOKMARK_EVERY.toNanos();

        return new WatchSignal.Bookmark(told, false);
    }

    private long nextBookmarkNanos() {
        if (!bookmarks) {
            return endNanos;
        }

        return lastBookmarkSent || bookmarkNanos - lastBookmarkNanos() < 0
                ? bookmarkNanos
                : lastBookmarkNanos();
    }

    private long lastBookmarkNanos() {
        return endNanos - LAST_BOOKMARK_BEFORE_END.toNanos();
    }

    /// Over, and nothing is left to be told.
    private boolean closed() {
        return over && waiting.isEmpty();
    }

    private void enqueue(long revision, Optional<WatchSignal> signal) {
        told = Math.max(told, revision);
        if (signal.isPresent()) {
            waiting.add(signal.get());
            wake();
        }
    }

    private void wake() {
        changed.signalAll();
        if (polledInVain) {
            polledInVain = false;
            ready.run();
        }
    }

    private void end() {
        if (!over) {
            over = true;
            wake();
        }
    }
}
