package io.leme.store.mvcc;

import io.leme.store.storage.Backend;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Runs a [Sweep] on a thread of its own after each compaction, with a pause between steps so that
/// requests come first.
///
/// Threads: the sweep runs on one thread, which holds no lock while it works; [#close] lets it
/// finish its step, which is bounded, and waits for it.
public final class Sweeper implements AutoCloseable {
    private static final int ROWS_PER_STEP = 1_000;
    private static final long PAUSE_MILLIS = 5;

    private final Sweep sweep;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean wanted = true;
    private boolean closing;
    private volatile @Nullable Throwable failure;

    /// Starts at once, with what an earlier run may have left.
    public Sweeper(Backend backend) {
        sweep = new Sweep(backend, ROWS_PER_STEP);
        thread = Thread.ofPlatform().daemon().name("sweep").unstarted(this::run);
        thread.start();
    }

    /// There is something new to remove.
    public void wake() {
        lock.lock();
        try {
            wanted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Throws what ended the sweep, if anything did: storage that fails in the background must not
    /// fail in silence.
    public void requireHealthy() {
        Throwable found = failure;
        if (found != null) {
            throw new IllegalStateException("the sweep of compacted revisions failed", found);
        }
    }

    private void run() {
        try {
            while (awaitWork()) {
                sweepAll();
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    private void sweepAll() {
        boolean more = sweep.step();
        while (more && pause()) {
            more = sweep.step();
        }
    }

    /// False when closing.
    private boolean awaitWork() {
        lock.lock();
        try {
            while (!wanted && !closing) {
                changed.awaitUninterruptibly();
            }
            wanted = false;
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    /// False when closing.
    private boolean pause() {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
            while (!closing && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !closing;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the sweep", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        awaitEnd();
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
