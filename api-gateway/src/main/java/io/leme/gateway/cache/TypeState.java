package io.leme.gateway.cache;

import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiStatus;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.storage.ObjectPage;
import io.leme.gateway.storage.Selection;
import io.leme.gateway.storage.StoredType;
import io.leme.gateway.storage.WatchQuery;
import io.leme.gateway.storage.WatchSignal;
import io.leme.gateway.storage.WatchSignal.ChangeType;
import io.leme.gateway.watch.Change;
import io.leme.gateway.watch.WatchSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What the cache knows of one type: objects, the revision they are at, the last changes, and who
/// watches.
///
/// Threads. Everything is under one lock; sessions have locks of their own, taken inside of it. The
/// feeder alone changes objects, revision and history.
final class TypeState {
    private final StoredType type;
    private final int historyLimit;
    private final long historyByteLimit;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private final TreeMap<String, ApiObject> objects = new TreeMap<>();
    private final ArrayDeque<Change> history = new ArrayDeque<>();

    /// What the texts of the history take.
    private long historyBytes;

    /// Sessions take themselves out when they are over, also while they are being told something,
    /// and without the lock: an event loop may be what ends them.
    private final Set<WatchSession> sessions = ConcurrentHashMap.newKeySet();

    /// 0 until the type was read for the first time.
    private long revision;

    /// The history has every change after this revision.
    private long historyStart;

    TypeState(StoredType type, CacheSettings settings) {
        this.type = type;
        this.historyLimit = settings.historyLimit();
        this.historyByteLimit = settings.historyByteLimit();
    }

    /// Objects of a scope, all as of one revision.
    record Snapshot(long revision, List<ApiObject> objects) {}

    /// Starts over with a fresh read; open watches can't know what they missed, and end.
    void reset(ObjectPage page) {
        lock.lock();
        try {
            ApiStatus expired =
                    ApiErrors.tooOldResourceVersion(revision, page.resourceVersion()).status();
            sessions.forEach(session -> session.fail(expired));
            sessions.clear();
            objects.clear();
            history.clear();
            historyBytes = 0;
            page.items().forEach(object -> objects.put(object.name().path(), object));
            revision = page.resourceVersion();
            historyStart = revision;
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Takes a change in and tells it to all sessions.
    void apply(WatchSignal.Changed signal) {
        ApiObject object = signal.object();
        NamespacedName name = object.name();
        lock.lock();
        try {
            boolean deleted = signal.type() == ChangeType.DELETED;
            ApiObject before =
                    deleted ? objects.remove(name.path()) : objects.put(name.path(), object);
            if (before == null && deleted) {
                return;
            }
            Change change =
                    new Change(name, before, deleted ? null : object, object.resourceVersion());
            remember(change);
            sessions.forEach(session -> session.offer(change));
            revision = Math.max(revision, change.revision());
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Nothing is missing up to this revision.
    void advance(long reached) {
        lock.lock();
        try {
            if (reached > revision) {
                revision = reached;
                sessions.forEach(session -> session.advance(reached));
                advanced.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    long revision() {
        lock.lock();
        try {
            return revision;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the cache has reached a revision.
    ///
    /// @param atLeast 1 waits for the first read
    /// @param remind called at the beginning and every `every`, outside the lock
    /// @return whether it has, in time
    boolean await(long atLeast, Duration timeout, Duration every, Runnable remind)
            throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (revision() < atLeast) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            remind.run();
            lock.lock();
            try {
                if (revision < atLeast) {
                    advanced.await(Math.min(left, every.toNanos()), TimeUnit.NANOSECONDS);
                }
            } finally {
                lock.unlock();
            }
        }

        return true;
    }

    Optional<ApiObject> find(NamespacedName name) {
        lock.lock();
        try {
            return Optional.ofNullable(objects.get(name.path()));
        } finally {
            lock.unlock();
        }
    }

    Snapshot snapshot(Selection selection) {
        Snapshot scope;
        lock.lock();
        try {
            scope = new Snapshot(revision, scope(selection));
        } finally {
            lock.unlock();
        }
        if (selection.isWholeScope()) {
            return scope;
        }

        return new Snapshot(
                scope.revision(),
                scope.objects().stream()
                        .filter(object -> selection.matches(object, type.fields()))
                        .toList());
    }

    /// A watch of what happens after a revision; it ends with 410 when the history does not reach
    /// back that far.
    WatchSession watchAfter(WatchQuery query, long after) {
        lock.lock();
        try {
            return watch(query, List.of(), after);
        } finally {
            lock.unlock();
        }
    }

    private WatchSession watch(WatchQuery query, List<ApiObject> initial, long after) {
        WatchSession session = WatchSession.open(query, type.fields(), initial, after);
        if (after < historyStart) {
            session.fail(ApiErrors.tooOldResourceVersion(after, historyStart).status());

            return session;
        }
        history.forEach(session::replay);
        session.advance(revision);
        register(session);

        return session;
    }

    /// A watch that begins with a state that was read from the store, which may be ahead of this
    /// one.
    WatchSession watchAfterState(WatchQuery query, ObjectPage page) {
        lock.lock();
        try {
            return watch(query, page.items(), page.resourceVersion());
        } finally {
            lock.unlock();
        }
    }

    /// A watch of what happens from now on.
    WatchSession watchNow(WatchQuery query) {
        lock.lock();
        try {
            return watchAfter(query, revision);
        } finally {
            lock.unlock();
        }
    }

    /// A watch that begins with the present state.
    WatchSession watchWithState(WatchQuery query) {
        lock.lock();
        try {
            List<ApiObject> state =
                    scope(query.selection()).stream()
                            .filter(object -> query.selection().matches(object, type.fields()))
                            .toList();
            WatchSession session = WatchSession.open(query, type.fields(), state, revision);
            register(session);

            return session;
        } finally {
            lock.unlock();
        }
    }

    /// Ends all watches: the cache is closed.
    void close() {
        lock.lock();
        try {
            sessions.forEach(WatchSession::close);
            sessions.clear();
        } finally {
            lock.unlock();
        }
    }

    private void register(WatchSession session) {
        sessions.add(session);
        session.whenOver(() -> sessions.remove(session));
    }

    private void remember(Change change) {
        history.add(change);
        historyBytes += change.bytes();
        while (history.size() > historyLimit
                || (historyBytes > historyByteLimit && history.size() > 1)) {
            Change oldest = history.remove();
            historyBytes -= oldest.bytes();
            historyStart = oldest.revision();
        }
    }

    private List<ApiObject> scope(Selection selection) {
        String namespace = selection.namespace();
        if (namespace.isEmpty()) {
            return new ArrayList<>(objects.values());
        }
        if (selection.name().isPresent()) {
            ApiObject only = objects.get(namespace + "/" + selection.name().get());

            return only == null ? List.of() : List.of(only);
        }

        return new ArrayList<>(objects.subMap(namespace + "/", namespace + "0").values());
    }
}
