package io.leme.client.grpc;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every request and stream of a client needs: members, threads, time and chance.
///
/// @param answers where futures complete
/// @param listeners where listeners are called
/// @param random from 0 to 1
record ClientContext(
        EndpointPool pool,
        ScheduledExecutorService timer,
        Executor answers,
        Executor listeners,
        LongSupplier nanoTime,
        DoubleSupplier random) {
    private static final Logger LOG = LoggerFactory.getLogger(ClientContext.class);

    Backoff newBackoff() {
        return new Backoff(random);
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /// Runs a task of the client's own after a pause.
    ///
    /// @return whether it will run; not if the client is closed
    boolean later(long millis, Runnable task) {
        try {
            Future<?> unused = timer.schedule(() -> watched(task), millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    private static void watched(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            LOG.error("a task of the client's timer failed", bug);
        }
    }

    /// Completes a future.
    void answer(Runnable completion) {
        handOver(answers, completion);
    }

    /// Calls a listener.
    void tell(Runnable call) {
        handOver(listeners, call);
    }

    /// If the executor takes no more, on this thread, since answers and endings must be heard.
    private static void handOver(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException full) {
            task.run();
        }
    }
}
