package io.leme.client.grpc;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The threads of one client: one that keeps time, and, unless the caller brings an executor, a few
/// that call the caller's code. What waits for those is bounded by the requests under way and the
/// buffers of the watchers.
record ClientThreads(
        ScheduledExecutorService timer, Executor executor, @Nullable ExecutorService own)
        implements AutoCloseable {
    private static final int LEAST_THREADS = 4;
    private static final long IDLE_SECONDS = 30;

    static ClientThreads start(@Nullable Executor given) {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, named("leme-client-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        if (given != null) {
            return new ClientThreads(timer, given, null);
        }
        int size = Math.max(LEAST_THREADS, Runtime.getRuntime().availableProcessors());
        ThreadPoolExecutor own =
                new ThreadPoolExecutor(
                        size,
                        size,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        named("leme-client-"));
        own.allowCoreThreadTimeOut(true);
        return new ClientThreads(timer, own, own);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /// What was handed over or put off already still runs, so that every request is answered.
    @Override
    public void close() {
        timer.shutdown();
        if (own != null) {
            own.shutdown();
        }
    }
}
