package io.leme.gateway.registry.kind.cell;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.registry.HumanDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// How often containers were started again.
///
/// @param count of all of them
/// @param last when the one before the latest start ended, if it is known
record Restarts(int count, Optional<Instant> last) {
    static final Restarts NONE = new Restarts(0, Optional.empty());

    /// Those of one more container.
    ///
    /// @param status of the container
    Restarts and(JsonNode status) {
        String ended = status.at("/lastState/terminated/finishedAt").asText("");

        return new Restarts(
                count + status.path("restartCount").asInt(0),
                Stream.of(last, KubernetesTime.parse(ended))
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder()));
    }

    /// `3 (5m ago)`
    String text(Instant now) {
        return last.filter(_ -> count > 0)
                .map(time -> count + " (" + HumanDuration.of(Duration.between(time, now)) + " ago)")
                .orElse(Integer.toString(count));
    }
}
