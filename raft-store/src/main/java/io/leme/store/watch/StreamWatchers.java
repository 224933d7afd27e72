package io.leme.store.watch;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The watchers of one stream by their ids: a hash table whose entries are the watchers themselves,
/// because a map's entries and numbers would take as much memory as a watcher does. It grows with
/// them and does not shrink.
final class StreamWatchers {
    private static final int FIRST_BUCKETS = 4;
    private static final int MOST_BUCKETS = 1 << 28;

    private @Nullable Watcher[] buckets = new Watcher[FIRST_BUCKETS];
    private int size;
    private long nextId;

    /// An id that no watcher has, counting from 0.
    long freeId() {
        while (contains(nextId)) {
            nextId++;
        }
        return nextId++;
    }

    boolean contains(long id) {
        Watcher watcher = buckets[bucket(id)];
        while (watcher != null && watcher.id != id) {
            watcher = watcher.nextInBucket;
        }
        return watcher != null;
    }

    /// Takes in a watcher whose id is free.
    void add(Watcher watcher) {
        if (size >= buckets.length && buckets.length < MOST_BUCKETS) {
            grow();
        }
        enter(watcher);
        size++;
    }

    /// The watcher that had the id, or null.
    @Nullable Watcher remove(long id) {
        int bucket = bucket(id);
        Watcher before = null;
        Watcher watcher = buckets[bucket];
        while (watcher != null && watcher.id != id) {
            before = watcher;
            watcher = watcher.nextInBucket;
        }
        if (watcher == null) {
            return null;
        }

        if (before == null) {
            buckets[bucket] = watcher.nextInBucket;
        } else {
            before.nextInBucket = watcher.nextInBucket;
        }
        watcher.nextInBucket = null;
        size--;
        return watcher;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean allMatch(Predicate<Watcher> condition) {
        for (Watcher head : buckets) {
            for (Watcher watcher = head; watcher != null; watcher = watcher.nextInBucket) {
                if (!condition.test(watcher)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// `visitor` may not change this table.
    void forEach(Consumer<Watcher> visitor) {
        for (Watcher head : buckets) {
            for (Watcher watcher = head; watcher != null; watcher = watcher.nextInBucket) {
                visitor.accept(watcher);
            }
        }
    }

    void clear() {
        buckets = new Watcher[FIRST_BUCKETS];
        size = 0;
    }

    private void grow() {
        @Nullable Watcher[] old = buckets;
        buckets = new Watcher[2 * old.length];
        for (Watcher head : old) {
            for (Watcher watcher = head; watcher != null; ) {
                Watcher next = watcher.nextInBucket;
                enter(watcher);
                watcher = next;
            }
        }
    }

    private void enter(Watcher watcher) {
        int bucket = bucket(watcher.id);
        watcher.nextInBucket = buckets[bucket];
        buckets[bucket] = watcher;
    }

    private int bucket(long id) {
        return Long.hashCode(id) & buckets.length - 1;
    }
}
