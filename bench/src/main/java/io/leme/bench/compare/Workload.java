package io.leme.bench.compare;

import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;

/// One scenario on one running cluster. One use at a time.
interface Workload extends AutoCloseable {
    /// Writes what the scenario reads. Not measured.
    default void prepare() throws InterruptedException {}

    /// Runs once: a warm-up and a measurement, at whose ends the meter is read.
    Observed run(Pace pace, Phases phases, Meter meter) throws InterruptedException;

    @Override
    default void close() {}
}
