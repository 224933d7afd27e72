package io.leme.store.consensus.ratis;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads of a member's log that are not Ratis' own.
///
/// @param timer retries, ticks and events: short work only
/// @param completions runs what waited for a round or for an index; a thread each
/// @param slow flushes and closing of connections, one after the other
record Threads(ScheduledExecutorService timer, ExecutorService completions, ExecutorService slow)
        implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(2);

    static Threads start(String member) {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("raft-timer-" + member).factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return new Threads(
                timer,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("raft-completion-", 0).factory()),
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("raft-slow-" + member).factory()));
    }

    /// Runs a short task on the timer, or not at all when this member is being closed.
    void later(Duration pause, Runnable task) {
        try {
            var _ = timer.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            // Nobody waits for it any more.
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        slow.shutdown();
        completions.shutdown();
        try {
            // A flush that is under way belongs to a state that is about to be closed.
            if (!slow.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                slow.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
