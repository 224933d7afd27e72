package io.leme.store.watch;

import io.leme.store.mvcc.Event;
import io.leme.store.mvcc.RevisionEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The hub's thread and what waits for it: revisions and chores, in the order of their arrival.
///
/// Revisions that wait are bounded by their bytes. When the hub falls that far behind they are
/// dropped, and it is told once to start over from the store's history. Chores are bounded by the
/// clients' streams: each has a few under way at most.
public final class Mailbox implements AutoCloseable {
    private static final long MOST_WAITING_BYTES = 64L << 20;
    private static final int MOST_REVISIONS_A_ROUND = 4096;
    private static final int EVENT_OVERHEAD = 128;

    private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicBoolean overrun = new AtomicBoolean();
    private final Consumer<List<RevisionEvents>> deliver;
    private final Runnable startOver;
    private final FailureListener failure;
    private final Thread thread;
    private volatile boolean closed;

    private sealed interface Task {
        record Changed(List<RevisionEvents> revisions, long bytes) implements Task {}

        record Chore(Runnable work) implements Task {}
    }

    /// Is told that the thread has ended on an error.
    @FunctionalInterface
    public interface FailureListener {
        void failed(Throwable cause);
    }

    Mailbox(Consumer<List<RevisionEvents>> deliver, Runnable startOver, FailureListener failure) {
        this.deliver = deliver;
        this.startOver = startOver;
        this.failure = failure;
        this.thread = Thread.ofPlatform().name("watch-hub").daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    void run(Runnable chore) {
        tasks.add(new Task.Chore(chore));
    }

    void changed(List<RevisionEvents> revisions) {
        long bytes = bytes(revisions);
        if (waitingBytes.addAndGet(bytes) <= MOST_WAITING_BYTES) {
            tasks.add(new Task.Changed(revisions, bytes));
            return;
        }

        waitingBytes.addAndGet(-bytes);
        if (overrun.compareAndSet(false, true)) {
            run(() -> {
                overrun.set(false);
                startOver.run();
            });
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    // An error of any kind leaves watchers without their events: the member must not go on.
    @SuppressWarnings("IllegalCatch")
    private void work() {
        try {
            while (!closed) {
                perform(tasks.take());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (Throwable cause) {
            if (!closed) {
                failure.failed(cause);
            }
        }
    }

    private void perform(Task first) {
        @Nullable Task task = first;
        List<RevisionEvents> round = new ArrayList<>();
        while (task != null) {
            switch (task) {
                case Task.Changed changed -> {
                    waitingBytes.addAndGet(-changed.bytes);
                    round.addAll(changed.revisions);
                    if (round.size() >= MOST_REVISIONS_A_ROUND) {
                        deliverRound(round);
                    }
                }
                case Task.Chore chore -> {
                    deliverRound(round);
                    chore.work.run();
                }
            }
            task = tasks.poll();
        }
        deliverRound(round);
    }

    private void deliverRound(List<RevisionEvents> round) {
        if (!round.isEmpty()) {
            deliver.accept(round);
            round.clear();
        }
    }

    private static long bytes(List<RevisionEvents> revisions) {
        long bytes = 0;
        for (RevisionEvents revision : revisions) {
            for (Event event : revision.events()) {
                bytes += EVENT_OVERHEAD + event.kv().key().length() + event.kv().value().length();
            }
        }
        return bytes;
    }
}
