package io.leme.bench.report;

import io.leme.bench.load.Measurement;

/// One run of one scenario against one contender. CPU is that of all members together, memory that
/// of the largest member.
public record Sample(
        String scenario,
        String contender,
        int round,
        Measurement measurement,
        double serverCpuSeconds,
        long residentBytes) {

    /// Server CPU seconds per million operations.
    public double cpuPerMillion() {
        long operations = measurement.operations();
        return operations == 0 ? Double.NaN : serverCpuSeconds * 1e6 / operations;
    }
}
