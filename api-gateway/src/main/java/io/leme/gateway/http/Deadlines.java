package io.leme.gateway.http;

import io.leme.gateway.codec.GoDuration;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ends requests that take too long: after the client's `timeout` parameter, at most a minute.
///
/// Threads: one timer thread interrupts the exchange's own; whatever that was waiting for gives up,
/// and the answer is 504. Watches have lifetimes of their own and are left alone.
public final class Deadlines implements Step, AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("deadlines").factory());

    @Override
    public Reply handle(Exchange exchange, Handler next) {
        Duration limit = limit(exchange);
        if (exchange.info().isLongRunning()) {
            return next.handle(exchange);
        }

        AtomicBoolean expired = new AtomicBoolean();
        Thread worker = Thread.currentThread();
        Future<?> alarm =
                timer.schedule(
                        () -> {
                            expired.set(true);
                            worker.interrupt();
                        },
                        limit.toMillis(),
                        TimeUnit.MILLISECONDS);
        try {
            return next.handle(exchange);
        } catch (RuntimeException e) {
            if (expired.get()) {
                throw ApiErrors.timeout("request did not complete within the allotted timeout");
            }
            throw e;
        } finally {
            if (!alarm.cancel(false)) {
                clearInterrupt();
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static Duration limit(Exchange exchange) {
        String text = exchange.request().query().text("timeout");
        if (text.isEmpty()) {
            return LONGEST;
        }
        Duration asked = GoDuration.parse(text).orElseThrow(() -> unreadable(text));
        return asked.isPositive() && asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    }

    private static ApiException unreadable(String text) {
        return ApiErrors.badRequest(
                "invalid timeout specified in the request URL - time: invalid duration \""
                        + text
                        + "\"");
    }

    /// The alarm may have rung after the work was done; the next to use this thread shall not hear
    /// it.
    private static void clearInterrupt() {
        boolean _ = Thread.interrupted();
    }
}
