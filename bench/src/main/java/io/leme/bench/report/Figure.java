package io.leme.bench.report;

import java.util.List;

/// One figure of a sample: its heading, unit, and whether more is better.
public enum Figure {
    RATE("rate", "/s", true),
    P50("p50", "ms", false),
    P99("p99", "ms", false),
    P999("p99.9", "ms", false),
    CPU("server CPU", "s per million", false),
    MEMORY("RSS, largest member", "MiB", false);

    private static final double MEBIBYTE = 1 << 20;

    private final String heading;
    private final String unit;
    private final boolean moreIsBetter;

    Figure(String heading, String unit, boolean moreIsBetter) {
        this.heading = heading;
        this.unit = unit;
        this.moreIsBetter = moreIsBetter;
    }

    public String heading() {
        return heading;
    }

    public String unit() {
        return unit;
    }

    public boolean moreIsBetter() {
        return moreIsBetter;
    }

    /// This figure over several rounds.
    public Spread over(List<Sample> samples) {
        return Spread.of(samples.stream().mapToDouble(this::read).toArray());
    }

    private double read(Sample sample) {
        return switch (this) {
            case RATE -> sample.measurement().perSecond();
            case P50 -> sample.measurement().latencyMillis(50);
            case P99 -> sample.measurement().latencyMillis(99);
            case P999 -> sample.measurement().latencyMillis(99.9);
            case CPU -> sample.cpuPerMillion();
            case MEMORY -> sample.residentBytes() / MEBIBYTE;
        };
    }
}
