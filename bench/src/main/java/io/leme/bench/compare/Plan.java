package io.leme.bench.compare;

import java.nio.file.Path;
import java.time.Duration;

/// How often and how long everything is measured.
///
/// `warmUp` comes once for each cluster, `ramp` before each measurement; `measure` is the length of
/// one. `openRate` is the arrival rate of open loops; 0 stands for a share of the slowest store's
/// rate. Data is kept below `directory`.
public record Plan(
        int rounds,
        Duration warmUp,
        Duration ramp,
        Duration measure,
        double openRate,
        Path directory) {
    public Plan {
        if (rounds < 1 || warmUp.isNegative() || ramp.isNegative() || openRate < 0) {
            throw new IllegalArgumentException("at least one round, and no negative times");
        }
        if (!measure.isPositive()) {
            throw new IllegalArgumentException("a measurement takes more than no time");
        }
    }
}
