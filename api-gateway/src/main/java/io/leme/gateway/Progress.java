package io.leme.gateway;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Tells an operator who waits what is being waited for: nothing in a quick start, a line every two
/// seconds in a slow one.
///
/// Threads: told by the starting thread, read by a timer of its own.
final class Progress implements AutoCloseable {
    private static final long PERIOD_SECONDS = 2;

    private final PrintStream out;
    private final long startNanos;
    private final ScheduledExecutorService timer;
    private volatile String stage;

    Progress(PrintStream out, String stage) {
        this.out = out;
        this.stage = stage;
        this.startNanos = System.nanoTime();
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("progress").factory());
        var _ =
                timer.scheduleAtFixedRate(
                        this::tell, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /// What is being done from now on.
    void stage(String next) {
        stage = next;
    }

    /// Time since the start.
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void tell() {
        out.println(stage + " (" + elapsed().toSeconds() + " s) ...");
    }
}
