package io.leme.bench.compare;

import io.leme.bench.cluster.LocalCluster;
import io.leme.bench.cluster.ProcessUsage;
import io.leme.bench.report.Figure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What the servers under load, the idle ones beside them and the driver use between two instants.
///
/// Threads: read by one thread, after the load that called [#open] and [#close] has ended.
final class Meter {
    private static final double MEBIBYTE = 1 << 20;

    private final LocalCluster cluster;
    private final List<LocalCluster> others;
    private volatile Reading opened = Reading.NOTHING;
    private volatile Reading closed = Reading.NOTHING;

    private record Reading(
            long nanos, double server, double others, double driver, long residentBytes) {
        static final Reading NOTHING = new Reading(0, 0, 0, 0, 0);
    }

    Meter(LocalCluster cluster, List<LocalCluster> others) {
        this.cluster = cluster;
        this.others = List.copyOf(others);
    }

    void open() {
        opened = read();
    }

    void close() {
        closed = read();
    }

    long residentBytes() {
        return cluster.largestResidentBytes();
    }

    double residentGrowthMebibytes() {
        return (closed.residentBytes - opened.residentBytes) / MEBIBYTE;
    }

    /// Of the cluster between the two instants, in percent of one core.
    double cpuPercent() {
        return percent(closed.server - opened.server);
    }

    Map<Figure, Double> figures(long operations) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.MEMORY, closed.residentBytes / MEBIBYTE);
        if (!others.isEmpty()) {
            figures.put(Figure.OTHERS_CPU, percent(closed.others - opened.others));
        }
        if (operations > 0) {
            double server = closed.server - opened.server;
            figures.put(Figure.CPU, server * 1e6 / operations);
            figures.put(Figure.DRIVER_CPU, (closed.driver - opened.driver) * 1e6 / operations);
        }
        return figures;
    }

    private double percent(double cpuSeconds) {
        return 100 * cpuSeconds / ((closed.nanos - opened.nanos) / 1e9);
    }

    private Reading read() {
        return new Reading(
                System.nanoTime(),
                cluster.cpuSeconds(),
                others.stream().mapToDouble(LocalCluster::cpuSeconds).sum(),
                ProcessUsage.own().cpuSeconds(),
                cluster.largestResidentBytes());
    }
}
