package io.leme.store;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The front's threads.
///
/// `timers` runs short chores; `answers` completes callers' futures, one task for each applied
/// entry of ours; `reads` runs ranges, at most `MOST_WAITING_READS` of them waiting; `history`
/// serves lagging watchers, each of which has at most one task.
final class Threads implements AutoCloseable {
    private static final int MOST_WAITING_READS = 20_000;

    final ScheduledThreadPoolExecutor timers;
    final ExecutorService answers;
    final ExecutorService reads;
    final ExecutorService history;

    Threads() {
        timers = new ScheduledThreadPoolExecutor(1, daemon("timers"));
        timers.setRemoveOnCancelPolicy(true);
        answers = single("answers");
        history = single("watch-history");
        int readers = Math.max(2, Runtime.getRuntime().availableProcessors());
        reads =
                new ThreadPoolExecutor(
                        readers,
                        readers,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(MOST_WAITING_READS),
                        daemon("reads"));
    }

    /// No new chores; those that run may end.
    void stopTimers() {
        timers.shutdownNow();
    }

    @Override
    public void close() {
        timers.shutdownNow();
        reads.shutdownNow();
        history.shutdownNow();
        answers.shutdown();
    }

    private static ExecutorService single(String name) {
        return new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemon(name));
    }

    private static ThreadFactory daemon(String name) {
        return Thread.ofPlatform().name(name + "-", 0).daemon().factory();
    }
}
