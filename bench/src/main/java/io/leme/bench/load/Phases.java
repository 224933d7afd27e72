package io.leme.bench.load;

import java.time.Duration;

/// How long a load runs: first a warm-up that is not measured, then the measurement.
public record Phases(Duration warmUp, Duration measure) {
    public Phases {
        if (warmUp.isNegative() || measure.isNegative() || measure.isZero()) {
            throw new IllegalArgumentException("the measurement takes more than no time");
        }
    }
}
