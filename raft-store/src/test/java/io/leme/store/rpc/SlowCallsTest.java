package io.leme.store.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.leme.store.base.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Calls that took too long are told of, and not all of them one by one.
class SlowCallsTest {
    private final ManualTicker ticker = new ManualTicker();
    private final List<String> lines = new ArrayList<>();
    private final SlowCalls calls =
            new SlowCalls(ticker, Duration.ofMillis(300), () -> "leader a", lines::add);

    @Test
    void onlyWhatTookLongerThanExpectedIsToldOf() {
        call(Duration.ofMillis(300));
        assertThat(lines).isEmpty();

        call(Duration.ofMillis(301));

        assertThat(lines)
                .containsExactly(
                        "slow request: KV/Put took 301 ms (expected 300 ms), OK; leader a; 0 more"
                                + " since the last line");
    }

    @Test
    void waitingForOthersIsNotSlow() {
        long started = calls.started();
        ticker.advance(Duration.ofMinutes(1));
        calls.ended("v3lockpb.Lock/Lock", Status.OK, started);

        assertThat(lines).isEmpty();
    }

    @Test
    void oneLineASecondStandsForAllOfThem() {
        call(Duration.ofMillis(400));
        call(Duration.ofMillis(400));
        call(Duration.ofMillis(400));
        assertThat(lines).hasSize(1);

        call(Duration.ofMillis(400));

        assertThat(lines).hasSize(2).last().asString().endsWith("; 2 more since the last line");
    }

    private void call(Duration took) {
        long started = calls.started();
        ticker.advance(took);
        calls.ended("KV/Put", Status.OK, started);
    }
}
