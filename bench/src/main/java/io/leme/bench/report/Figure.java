package io.leme.bench.report;

import java.util.List;

/// One figure of a sample: its name in JSON (with the unit), its heading, its unit for readers, and
/// whether more is better. A scenario has those that say something about it.
public enum Figure {
    RATE("perSecond", "rate", "/s", Better.MORE),
    BYTES("megabytesPerSecond", "throughput", "MB/s", Better.MORE),
    P50("p50Millis", "p50", "ms", Better.LESS),
    P99("p99Millis", "p99", "ms", Better.LESS),
    P999("p999Millis", "p99.9", "ms", Better.LESS),
    PUT_RATE("putsPerSecond", "puts meanwhile", "/s", Better.MORE),
    KEPT("putRateKeptPercent", "put rate kept", "%", Better.MORE),
    EMPTY_RATE("putsPerSecondWhenEmpty", "rate when empty", "/s", Better.MORE),
    FILL_RATE("keysFilledPerSecond", "keys filled", "/s", Better.MORE),
    OVERWRITE_RATE("overwritesPerSecond", "overwrites", "/s", Better.MORE),
    P99_BEFORE("p99MillisBeforeCompaction", "p99 before the compaction", "ms", Better.LESS),
    P99_COMPACTING("p99MillisWhileCompacting", "p99 while compacting", "ms", Better.LESS),
    LONGEST("longestMillisWhileCompacting", "longest put meanwhile", "ms", Better.LESS),
    COMPACTING_RATE("putsPerSecondWhileCompacting", "puts while compacting", "/s", Better.MORE),
    COMPACTED("compactSeconds", "time to compact", "s", Better.LESS),
    DISK("diskMebibytes", "disk", "MiB", Better.LESS),
    READ_AFTER("eventsPerSecondAfterStall", "events after the stall", "/s", Better.MORE),
    CREATED("createSeconds", "time to create", "s", Better.LESS),
    READY("readyMillis", "time to ready", "ms", Better.LESS),
    CPU("serverCpuSecondsPerMillion", "server CPU", "s per million", Better.LESS),
    IDLE_CPU("idleCpuPercent", "CPU when idle", "% of a core", Better.LESS),
    MEMORY("residentMebibytes", "RSS, largest member", "MiB", Better.LESS),
    MEMORY_GROWTH("residentGrowthMebibytes", "RSS growth", "MiB", Better.LESS),
    GATEWAY_MEMORY("gatewayResidentMebibytes", "RSS, gateway", "MiB", Better.LESS),
    STORE_MEMORY("storeResidentMebibytes", "RSS, store", "MiB", Better.LESS),
    HEAP("liveHeapMebibytes", "live heap, gateway", "MiB", Better.LESS),
    WATCHER_MEMORY("residentKibibytesPerWatcher", "RSS per watcher", "KiB", Better.LESS),
    DRIVER_CPU("driverCpuMicros", "driver CPU", "us per operation", Better.LESS),
    OTHERS_CPU("othersCpuPercent", "CPU of idle others", "% of a core", Better.LESS);

    private final String key;
    private final String heading;
    private final String unit;
    private final Better better;

    private enum Better {
        MORE,
        LESS
    }

    Figure(String key, String heading, String unit, Better better) {
        this.key = key;
        this.heading = heading;
        this.unit = unit;
        this.better = better;
    }

    public String key() {
        return key;
    }

    public String heading() {
        return heading;
    }

    public String unit() {
        return unit;
    }

    public boolean moreIsBetter() {
        return better == Better.MORE;
    }

    /// Whether it tells about the measurement itself, rather than about what was measured.
    public boolean isCheck() {
        return this == DRIVER_CPU || this == OTHERS_CPU;
    }

    /// This figure over several rounds; without those that do not have it.
    public Spread over(List<Sample> samples) {
        return Spread.of(
                samples.stream()
                        .filter(sample -> sample.figures().containsKey(this))
                        .mapToDouble(sample -> sample.figures().get(this))
                        .toArray());
    }
}
