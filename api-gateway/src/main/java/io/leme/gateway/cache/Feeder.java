package io.leme.gateway.cache;

import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.storage.ListQuery;
import io.leme.gateway.storage.ObjectPage;
import io.leme.gateway.storage.ObjectStore;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.Selection;
import io.leme.gateway.storage.StoredType;
import io.leme.gateway.storage.WatchQuery;
import io.leme.gateway.storage.WatchSignal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the state of one type up to date: reads it, then follows its changes; starts over when the
/// changes are lost.
///
/// Threads. One of its own, which is the only one that changes the state.
final class Feeder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feeder.class);

    /// Longer than any gateway runs.
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final ObjectStore store;
    private final StoredType type;
    private final TypeState state;
    private final CacheSettings settings;
    private final Thread thread;

    private volatile @Nullable ObjectWatch watch;
    private volatile boolean closed;

    private Feeder(ObjectStore store, StoredType type, TypeState state, CacheSettings settings) {
        this.store = store;
        this.type = type;
        this.state = state;
        this.settings = settings;
        this.thread = Thread.ofVirtual().name("cache-" + type.resource()).unstarted(this::run);
    }

    static Feeder start(
            ObjectStore store, StoredType type, TypeState state, CacheSettings settings) {
        Feeder feeder = new Feeder(store, type, state, settings);
        feeder.thread.start();

        return feeder;
    }

    /// Asks the store how far it is; the answer moves the state's revision.
    void requestProgress() {
        ObjectWatch open = watch;
        if (open != null) {
            open.requestProgress();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        ObjectWatch open = watch;
        if (open != null) {
            open.close();
        }
    }

    private void run() {
        Duration pause = settings.shortestPause();
        while (!closed) {
            try {
                long before = state.revision();
                follow();
                pause = state.revision() > before ? settings.shortestPause() : longer(pause);
                Thread.sleep(pause);
            } catch (InterruptedException stopped) {
                if (!closed) {
                    LOG.warn("The cache of {} was interrupted and starts over.", type.resource());
                }
            }
        }
    }

    /// Ends when the changes are lost, or the store can't be read.
    private void follow() throws InterruptedException {
        try {
            ObjectPage page = store.list(ListQuery.mostRecent(Selection.EVERYTHING));
            state.reset(page);
            WatchQuery query =
                    new WatchQuery(
                            Selection.EVERYTHING,
                            new WatchQuery.Start.After(page.resourceVersion()),
                            true,
                            FOREVER);
            try (ObjectWatch open = store.watch(query)) {
                watch = open;
                copy(open);
            } finally {
                watch = null;
            }
        } catch (ApiException failure) {
            tell(failure.status().reason(), failure.status().message());
        }
    }

    private void copy(ObjectWatch open) throws InterruptedException {
        while (!closed) {
            switch (open.next()) {
                case WatchSignal.Changed changed -> state.apply(changed);
                case WatchSignal.Bookmark(long revision, boolean end) -> state.advance(revision);
                case WatchSignal.Failed(var status) -> {
                    tell(status.reason(), status.message());

                    return;
                }
                case WatchSignal.Ended ended -> {
                    return;
                }
            }
        }
    }

    private void tell(String reason, String message) {
        if (closed) {
            return;
        }
        if (reason.equals(StatusReason.EXPIRED.text())) {
            LOG.info("The cache of {} is read anew: {}", type.resource(), message);
        } else {
            LOG.warn("The cache of {} can't follow the store: {}", type.resource(), message);
        }
    }

    private Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);

        return doubled.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : doubled;
    }
}
