package io.leme.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadDriverTest {
    private static final Phases SHORT = new Phases(Duration.ofMillis(50), Duration.ofMillis(300));

    private static final int LANES = 3;

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
                load((lane, done) -> {
                    most.accumulateAndGet(open.incrementAndGet(), Math::max);
                    after(
                            1,
                            () -> {
                                open.decrementAndGet();
                                done.succeeded();
                            });
                });

        Measurement measurement = run(load, new Pace.ClosedLoop(7));

        assertThat(most).hasValue(7);
        assertThat(open).hasValue(0);
        assertThat(measurement.operations()).isPositive();
        assertThat(measurement.failures()).isZero();
    }

    @Test
    void anOpenLoopCountsTheTimeThatARequestWaitedForAStalledServer() throws InterruptedException {
        Load load = load((lane, done) -> after(20, done::succeeded));

        Measurement measurement = run(load, new Pace.OpenLoop(200, 1));

        assertThat(measurement.latencyMillis(99))
                .as("a request that was due while another held the only slot")
                .isGreaterThan(100);
    }

    @Test
    void anOpenLoopKeepsARateOfManyArrivalsInAMillisecond() throws InterruptedException {
        Measurement measurement =
                run(load((lane, done) -> done.succeeded()), new Pace.OpenLoop(5500, 1000));

        assertThat(measurement.perSecond()).isBetween(4500.0, 6500.0);
    }

    @Test
    void failuresAreCountedAndTheFirstIsKept() throws InterruptedException {
        AtomicInteger requests = new AtomicInteger();
        Load load =
                load((lane, done) -> {
                    String text = "no " + requests.getAndIncrement();
                    server.execute(() -> done.failed(new IllegalStateException(text)));
                });

        Measurement measurement = run(load, new Pace.ClosedLoop(1));

        assertThat(measurement.operations()).isZero();
        assertThat(measurement.failures()).isPositive();
        assertThat(measurement.firstFailure())
                .hasValueSatisfying(t -> assertThat(t).contains("no 0"));
    }

    @Test
    void aFullLoopKeepsEachRequestOnItsLane() throws InterruptedException {
        AtomicIntegerArray open = new AtomicIntegerArray(LANES);
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        Load load =
                load((lane, done) -> {
                    seen.add(open.incrementAndGet(lane));
                    after(
                            1,
                            () -> {
                                open.decrementAndGet(lane);
                                done.succeeded();
                            });
                });

        Measurement measurement = run(load, new Pace.ClosedLoop(2 * LANES));

        assertThat(measurement.operations()).isPositive();
        assertThat(seen).as("requests open on one lane").containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void aLoneRequestVisitsEveryLane() throws InterruptedException {
        Set<Integer> visited = ConcurrentHashMap.newKeySet();
        Load load =
                load((lane, done) -> {
                    visited.add(lane);
                    after(1, done::succeeded);
                });

        Measurement measurement = run(load, new Pace.ClosedLoop(1));

        assertThat(measurement.operations()).isPositive();
        assertThat(visited).hasSize(LANES);
    }

    private interface Start {
        void on(int lane, Load.Done done);
    }

    private static Load load(Start start) {
        return new Load() {
            @Override
            public int lanes() {
                return LANES;
            }

            @Override
            public void start(int lane, long sequence, Done done) {
                start.on(lane, done);
            }
        };
    }

    private void after(long millis, Runnable answer) {
        ScheduledFuture<?> _ = server.schedule(answer, millis, TimeUnit.MILLISECONDS);
    }

    private static Measurement run(Load load, Pace pace) throws InterruptedException {
        return new LoadDriver(load, pace, SHORT).run(() -> {}, () -> {});
    }
}
