package io.leme.store.rpc;

import io.grpc.Status;
import io.leme.store.telemetry.Stages.Stage;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.spi.LoggingEventBuilder;

/// A call that took longer than expected, as it is told of.
///
/// @param stages where its time went; empty for calls that are not of the main path
/// @param standing where this member is in the log
/// @param untold calls that this one stands for
record SlowCall(
        String method,
        Duration took,
        Duration expected,
        Status.Code code,
        List<Stage> stages,
        String standing,
        long untold) {
    SlowCall {
        stages = List.copyOf(stages);
    }

    /// A sentence, and beside it the facts, each by itself, for logs that are read by programs.
    void writeTo(LoggingEventBuilder line) {
        line.addKeyValue("method", method)
                .addKeyValue("took_ms", took.toMillis())
                .addKeyValue("expected_ms", expected.toMillis())
                .addKeyValue("code", code.name())
                .addKeyValue("steps", stages.stream().map(Stage::toString).toList())
                .log(toString());
    }

    @Override
    public String toString() {
        String steps =
                stages.stream().map(Stage::toString).collect(Collectors.joining(", ", "; ", ""));
        return "slow request: %s took %d ms (expected %d ms), %s%s; %s; %d more since the last line"
                .formatted(
                        method,
                        took.toMillis(),
                        expected.toMillis(),
                        code,
                        stages.isEmpty() ? "" : steps,
                        standing,
                        untold);
    }
}
