package io.leme.bench.compare;

import io.leme.bench.cluster.LocalCluster;
import io.leme.bench.load.Measurement;
import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;
import io.leme.bench.report.Figure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/// How long the cluster took from the start of its first process until every member answered, and
/// what it uses when nobody calls it.
record Start(LocalCluster cluster) implements Workload {
    @Override
    public Observed run(Pace pace, Phases phases, Meter meter) throws InterruptedException {
        Thread.sleep(phases.warmUp());
        meter.open();
        Thread.sleep(phases.measure());
        meter.close();
        Duration ready = cluster.readyAfter();
        Histogram histogram = new Histogram(3);
        histogram.recordValue(ready.toNanos());
        Measurement once =
                new Measurement(1, ready.toNanos() / 1e9, histogram, 0, Optional.empty());
        return new Observed(0, once, Map.of())
                .with(Figure.READY, ready.toNanos() / 1e6)
                .with(Figure.IDLE_CPU, meter.cpuPercent());
    }
}
