package io.leme.client.grpc;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The threads of one client: one that keeps time and, unless the caller brings an executor, those
/// that call the caller's code.
///
/// Answers and listeners have threads apart: a listener may wait, and may wait for an answer. The
/// answers that wait for a thread are bounded by the requests under way; the threads of listeners
/// by the watchers and renewals there are, since each has one call at a time.
record ClientThreads(
        ScheduledExecutorService timer,
        Executor answers,
        Executor listeners,
        List<ExecutorService> own)
        implements AutoCloseable {
    private static final int LEAST_THREADS = 4;
    private static final long IDLE_SECONDS = 30;

    static ClientThreads start(@Nullable Executor given) {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, named("leme-client-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        if (given != null) {
            return new ClientThreads(timer, given, given, List.of());
        }
        ExecutorService answers = answerThreads();
        ExecutorService listeners = listenerThreads();
        return new ClientThreads(timer, answers, listeners, List.of(answers, listeners));
    }

    private static ExecutorService answerThreads() {
        int size = Math.max(LEAST_THREADS, Runtime.getRuntime().availableProcessors());
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        size,
                        size,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        named("leme-client-answers-"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static ExecutorService listenerThreads() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                named("leme-client-listeners-"));
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
        own.forEach(ExecutorService::shutdown);
    }
}
