package io.leme.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadDriverTest {
    private static final Phases SHORT = new Phases(Duration.ofMillis(50), Duration.ofMillis(300));

    private final ScheduledExecutorService server = Executors.newScheduledThreadPool(1);

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void aClosedLoopKeepsExactlyItsNumberInFlight() throws InterruptedException {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Load load =
                (sequence, done) -> {
                    most.accumulateAndGet(open.incrementAndGet(), Math::max);
                    after(
                            1,
                            () -> {
                                open.decrementAndGet();
                                done.succeeded();
                            });
                };

        Measurement measurement = run(load, new Pace.ClosedLoop(7));

        assertThat(most).hasValue(7);
        assertThat(open).hasValue(0);
        assertThat(measurement.operations()).isPositive();
        assertThat(measurement.failures()).isZero();
    }

    @Test
    void anOpenLoopCountsTheTimeThatARequestWaitedForAStalledServer() throws InterruptedException {
        Load load = (sequence, done) -> after(20, done::succeeded);

        Measurement measurement = run(load, new Pace.OpenLoop(200, 1));

        assertThat(measurement.latencyMillis(99))
                .as("a request that was due while another held the only slot")
                .isGreaterThan(100);
    }

    @Test
    void failuresAreCountedAndTheFirstIsKept() throws InterruptedException {
        Load load =
                (sequence, done) ->
                        server.execute(
                                () -> done.failed(new IllegalStateException("no " + sequence)));

        Measurement measurement = run(load, new Pace.ClosedLoop(1));

        assertThat(measurement.operations()).isZero();
        assertThat(measurement.failures()).isPositive();
        assertThat(measurement.firstFailure())
                .hasValueSatisfying(t -> assertThat(t).contains("no 0"));
    }

    private void after(long millis, Runnable answer) {
        ScheduledFuture<?> _ = server.schedule(answer, millis, TimeUnit.MILLISECONDS);
    }

    private static Measurement run(Load load, Pace pace) throws InterruptedException {
        return new LoadDriver(load, pace, SHORT).run(() -> {}, () -> {});
    }
}
