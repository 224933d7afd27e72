package io.leme.store.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.leme.store.base.ManualTicker;
import io.leme.store.telemetry.Staged;
import io.leme.store.telemetry.Stages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Calls that took too long are told of, and not all of them one by one.
class SlowCallsTest {
    private final ManualTicker ticker = new ManualTicker();
    private final CurrentAnswer current = new CurrentAnswer();
    private final List<String> lines = new ArrayList<>();
    private final SlowCalls calls =
            new SlowCalls(
                    ticker,
                    Duration.ofMillis(300),
                    current,
                    () -> "leader a",
                    call -> lines.add(call.toString()));

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
    void theStagesOfTheAnswerAreToldOf() {
        long started = calls.started();
        ticker.advance(Duration.ofMillis(2));
        Written answer = new Written(ticker.nanos());
        ticker.advance(Duration.ofMillis(400));
        current.begin(answer);
        calls.ended("KV/Put", Status.OK, started);
        current.end();

        assertThat(lines)
                .containsExactly(
                        "slow request: KV/Put took 402 ms (expected 300 ms), OK; checked 2.0 ms,"
                                + " written 400.0 ms; leader a; 0 more since the last line");
        assertThat(current.staged()).isEmpty();
    }

    /// An answer that knows two stages.
    private static final class Written extends CompletableFuture<String> implements Staged {
        private final long checkedNanos;

        Written(long checkedNanos) {
            this.checkedNanos = checkedNanos;
        }

        @Override
        public List<Stages.Stage> stages(long beganNanos, long endedNanos) {
            return new Stages(beganNanos, endedNanos).then("checked", checkedNanos).last("written");
        }
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
