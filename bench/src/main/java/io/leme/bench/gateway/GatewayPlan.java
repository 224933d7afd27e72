package io.leme.bench.gateway;

import io.leme.bench.load.Phases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How much, how often and how long.
///
/// @param scenarios what is measured, in this order
/// @param sizes how much
/// @param times when and how often
/// @param javaOptions of the gateway
/// @param directory where both servers keep their data meanwhile
public record GatewayPlan(
        List<GatewayScenario> scenarios,
        Sizes sizes,
        Times times,
        List<String> javaOptions,
        Path directory) {
    /// @param pods how many there are when they are read, changed and listed
    /// @param watchers of one namespace
    /// @param watchedWrites per second, told to all watchers
    /// @param lanes connections of all other loads, each with one request under way
    public record Sizes(int pods, int watchers, double watchedWrites, int lanes) {
        public Sizes {
            if (pods < 1 || watchers < 1 || lanes < 1 || !(watchedWrites > 0)) {
                throw new IllegalArgumentException("at least one of each");
            }
        }
    }

    /// @param rounds measurements of each scenario
    /// @param warmUp load before the first of them, once
    /// @param ramp load before each of them
    /// @param measure length of each
    public record Times(int rounds, Duration warmUp, Duration ramp, Duration measure) {
        public Times {
            if (rounds < 1 || warmUp.isNegative() || ramp.isNegative() || !measure.isPositive()) {
                throw new IllegalArgumentException("at least one round that takes some time");
            }
        }

        Phases phases() {
            return new Phases(ramp, measure);
        }
    }

    public GatewayPlan {
        scenarios = List.copyOf(scenarios);
        javaOptions = List.copyOf(javaOptions);
    }
}
