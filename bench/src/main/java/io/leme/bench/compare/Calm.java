package io.leme.bench.compare;

import io.leme.bench.cluster.LocalCluster;
import java.time.Duration;
import java.util.List;

/// Waits until clusters that are not under load have finished what the last load left them to do
/// (compactions, flushes), or a time has passed: ten seconds unless told otherwise.
final class Calm {
    /// An idle member of a cluster sends heartbeats; compactions take a core.
    private static final double MOST_CORES_A_MEMBER = 0.04;

    private static final long CHECK_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<LocalCluster> clusters;
    private final long mostChecks;

    Calm(List<LocalCluster> clusters) {
        this(clusters, PATIENCE);
    }

    Calm(List<LocalCluster> clusters, Duration patience) {
        this.clusters = List.copyOf(clusters);
        this.mostChecks = patience.toMillis() / CHECK_MILLIS;
    }

    void await() throws InterruptedException {
        if (clusters.isEmpty()) {
            return;
        }
        double most = MOST_CORES_A_MEMBER * clusters.stream().mapToInt(LocalCluster::size).sum();
        double before = cpuSeconds();
        for (long check = 0; check < mostChecks; check++) {
            Thread.sleep(CHECK_MILLIS);
            double now = cpuSeconds();
            if ((now - before) * 1000 / CHECK_MILLIS < most) {
                return;
            }
            before = now;
        }
    }

    private double cpuSeconds() {
        return clusters.stream().mapToDouble(LocalCluster::cpuSeconds).sum();
    }
}
