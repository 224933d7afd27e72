package io.leme.store.mvcc;

import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.storage.Snapshot;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Holds the latest published instant and hands it out.
///
/// Threads: one publishes, any open. While the state is being replaced there is no instant; readers
/// then wait for the new one, which takes as long as opening a database.
public final class Publisher implements ViewSource {
    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private volatile @Nullable SharedInstant latest;
    private boolean ended;

    /// Makes a state visible to everyone who opens a view from now on. Takes over `snapshot`, whose
    /// keys `counter` has counted.
    public void publish(Snapshot snapshot, Position position, KeyCounter counter) {
        replaceBy(new SharedInstant(new Instant(snapshot, position, counter.histogram())));
    }

    /// Publishes the latest state again, from a newer snapshot that holds the same. Not while
    /// anything else is published.
    public void refresh(Snapshot snapshot) {
        SharedInstant now = latest;
        if (now == null) {
            snapshot.close();
        } else {
            replaceBy(new SharedInstant(now.instant().in(snapshot)));
        }
    }

    /// Lets go of the latest instant, so that its storage can be closed once its readers are done.
    public void withdraw() {
        replaceBy(null);
    }

    /// As [#withdraw], for good.
    public void close() {
        synchronized (this) {
            ended = true;
        }
        withdraw();
    }

    private void replaceBy(@Nullable SharedInstant next) {
        SharedInstant before;
        synchronized (this) {
            before = latest;
            latest = next;
            notifyAll();
        }
        if (before != null) {
            before.letGo();
        }
    }

    @Override
    public View open() {
        while (true) {
            SharedInstant now = latest;
            if (now == null) {
                awaitInstant();
            } else if (now.hold()) {
                opened.increment();
                return new OpenView(now, closed);
            }
        }
    }

    /// Views that are open, about.
    public long openViews() {
        long gone = closed.sum();
        return opened.sum() - gone;
    }

    private synchronized void awaitInstant() {
        while (latest == null) {
            if (ended) {
                throw new StoreException(StoreError.STOPPED);
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreException(StoreError.STOPPED);
            }
        }
    }
}
