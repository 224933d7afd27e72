package io.leme.store.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.ManualTicker;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.telemetry.Stages;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/// What a read tells of its way.
class ReadingTest {
    private final ManualTicker ticker = new ManualTicker();
    private final ReadTimes times = new ReadTimes();
    private final Queue<Runnable> queue = new ArrayDeque<>();

    @Test
    void aReadKnowsWhereItsTimeWent() {
        long began = ticker.nanos();
        pass(1);
        Reading<String> reading = new Reading<>(() -> null, view -> slowly("read"), ticker, times);
        pass(2);
        reading.confirmed();
        reading.queue(queue::add);
        pass(3);
        queue.remove().run();
        pass(5);

        assertThat(reading).isCompletedWithValue("read");
        assertThat(reading.stages(began, ticker.nanos()))
                .extracting(Stages.Stage::toString)
                .containsExactly(
                        "checked 1.0 ms",
                        "confirmed 2.0 ms",
                        "queued 3.0 ms",
                        "read 4.0 ms",
                        "answered 5.0 ms");
    }

    @Test
    void aReadThatWasNeverConfirmedWaitedForThatAlone() {
        long began = ticker.nanos();
        Reading<String> reading = new Reading<>(() -> null, view -> "read", ticker, times);
        pass(7_000);

        assertThat(reading.stages(began, ticker.nanos()))
                .extracting(Stages.Stage::toString)
                .containsExactly("checked 0.0 ms", "confirmed 7000.0 ms");
    }

    @Test
    void aFullQueueRefuses() {
        Reading<String> reading = new Reading<>(() -> null, view -> "read", ticker, times);
        reading.queue(task -> {
            throw new RejectedExecutionException();
        });

        assertThat(((StoreException) reading.exceptionNow()).error())
                .isEqualTo(StoreError.TOO_MANY_REQUESTS);
    }

    private String slowly(String answer) {
        pass(4);
        return answer;
    }

    private void pass(long milliseconds) {
        ticker.advance(Duration.ofMillis(milliseconds));
    }
}
