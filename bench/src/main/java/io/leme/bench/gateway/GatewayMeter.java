package io.leme.bench.gateway;

import io.leme.bench.cluster.LocalCluster;
import io.leme.bench.cluster.LocalGateway;
import io.leme.bench.cluster.ProcessUsage;
import io.leme.bench.load.Measurement;
import io.leme.bench.report.Figure;
import java.util.EnumMap;
import java.util.Map;

/// What the store, the gateway and the driver use between two instants.
///
/// Threads: read by one thread, after the load that called [#open] and [#close] has ended.
final class GatewayMeter {
    private static final double MEBIBYTE = 1 << 20;

    private final LocalCluster store;
    private final LocalGateway gateway;
    private volatile Reading opened = new Reading(0, 0);
    private volatile Reading closed = new Reading(0, 0);

    private record Reading(double servers, double driver) {}

    GatewayMeter(LocalCluster store, LocalGateway gateway) {
        this.store = store;
        this.gateway = gateway;
    }

    void open() {
        opened = read();
    }

    void close() {
        closed = read();
    }

    /// Rate and latencies of a measurement, and what each operation cost.
    Map<Figure, Double> figures(Measurement measurement) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.RATE, measurement.perSecond());
        figures.put(Figure.P50, measurement.latencyMillis(50));
        figures.put(Figure.P99, measurement.latencyMillis(99));
        figures.put(Figure.P999, measurement.latencyMillis(99.9));
        long operations = measurement.operations();
        if (operations > 0) {
            double servers = closed.servers - opened.servers;
            figures.put(Figure.CPU, servers * 1e6 / operations);
            figures.put(Figure.DRIVER_CPU, (closed.driver - opened.driver) * 1e6 / operations);
        }
        figures.put(Figure.GATEWAY_MEMORY, gateway.usage().residentBytes() / MEBIBYTE);
        return figures;
    }

    private Reading read() {
        return new Reading(
                store.cpuSeconds() + gateway.usage().cpuSeconds(), ProcessUsage.own().cpuSeconds());
    }
}
