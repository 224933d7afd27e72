package io.leme.store.mvcc;

import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.storage.Backend;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Runs a [Sweep] on a thread of its own after each compaction, with a pause between steps so that
/// requests come first.
///
/// Threads: the sweep runs on one thread, which holds no lock while it works; [#close] lets it
/// finish its step, which is bounded, and waits for it. Who waits for [#swept] is told on the
/// sweep's thread.
public final class Sweeper implements AutoCloseable {
    private static final int ROWS_PER_STEP = 1_000;
    private static final long PAUSE_MILLIS = 5;

    private final Sweep sweep;
    private final SweepCounts counts;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean wanted = true;
    private boolean closing;

    /// Done when the sweep that was wanted last is over.
    private CompletableFuture<Void> latest = new CompletableFuture<>();

    private volatile @Nullable Throwable failure;

    /// Starts at once, with what an earlier run may have left.
    public Sweeper(Backend backend, SweepCounts counts) {
        this.counts = counts;
        sweep = new Sweep(backend, ROWS_PER_STEP, counts);
        thread = Thread.ofPlatform().daemon().name("sweep").unstarted(this::run);
        thread.start();
    }

    /// There is something new to remove.
    public void wake() {
        lock.lock();
        try {
            if (!wanted) {
                wanted = true;
                latest = new CompletableFuture<>();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Done when everything is removed that compactions so far have made unreadable. It fails with
    /// [StoreException] STOPPED when the sweep ends before.
    public CompletableFuture<Void> swept() {
        lock.lock();
        try {
            return latest.copy();
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
        CompletableFuture<Void> told = awaitWork();
        try {
            while (told != null && sweepAll()) {
                told.complete(null);
                told = awaitWork();
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        giveUp(told);
    }

    /// False when closing came before the end.
    private boolean sweepAll() {
        counts.began();
        boolean more = sweep.step();
        while (more && pause()) {
            more = sweep.step();
        }
        return !more;
    }

    /// Answers what is to be completed when the work is done; null when closing.
    private @Nullable CompletableFuture<Void> awaitWork() {
        lock.lock();
        try {
            while (!wanted && !closing) {
                changed.awaitUninterruptibly();
            }
            wanted = false;
            return closing ? null : latest;
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(@Nullable CompletableFuture<Void> told) {
        StoreException stopped = new StoreException(StoreError.STOPPED);
        lock.lock();
        try {
            // Nothing is wanted any more, so that nobody waits for a new one.
            wanted = true;
            latest.completeExceptionally(stopped);
        } finally {
            lock.unlock();
        }
        if (told != null) {
            told.completeExceptionally(stopped);
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
