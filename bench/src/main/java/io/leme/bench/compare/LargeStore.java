package io.leme.bench.compare;

import io.leme.bench.cluster.LocalCluster;
import io.leme.bench.load.Burst;
import io.leme.bench.load.Compaction;
import io.leme.bench.load.Connections;
import io.leme.bench.load.Keys;
import io.leme.bench.load.Load;
import io.leme.bench.load.LoadDriver;
import io.leme.bench.load.Loads;
import io.leme.bench.load.Measurement;
import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;
import io.leme.bench.report.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// A store that is filled until it is large.
///
/// One run takes a fresh cluster through its life: puts of few keys while there are no others, the
/// fill, puts of all keys, a crash of every member and the way back, and half as many overwrites as
/// there are keys, which are compacted while puts go on. All puts that are measured replace a
/// value. It is warmed up with the few keys, and again by the overwrites after the restart.
///
/// The history of the fill is compacted as it grows, as an API server of Kubernetes does.
final class LargeStore implements Workload {
    /// So that a quota does not end it.
    static final long QUOTA_BYTES = 100L << 30;

    private static final int VALUE_BYTES = 1024;
    private static final int FEW_KEYS = 100_000;
    private static final int FILLING_IN_FLIGHT = 16;
    private static final int OVERWRITING_IN_FLIGHT = 512;
    private static final Duration SETTLE_WITHIN = Duration.ofMinutes(10);

    /// Of a warm-up, before a measurement that comes later.
    private static final int RAMP_SHARE = 10;

    /// A store that merges its files needs room for some of them twice.
    private static final int LEAST_FREE = 3;

    private static final double MEBIBYTE = 1 << 20;
    private static final long NUMBERS_A_RUN = 1L << 32;
    private static final Optional<Meter> UNMETERED = Optional.empty();

    private final LocalCluster cluster;
    private final Connections connections;
    private final Keys few;
    private final Keys keys;
    private final Consumer<String> progress;
    private long numbersUsed;
    private long mostResidentBytes;
    private long mostDiskBytes;
    private Optional<String> firstFailure = Optional.empty();

    LargeStore(LocalCluster cluster, Connections connections, int keys, Consumer<String> progress) {
        this.cluster = cluster;
        this.connections = connections;
        this.few = Keys.withDifferentValues("few/", Math.min(keys, FEW_KEYS), VALUE_BYTES);
        this.keys = Keys.withDifferentValues("large/", keys, VALUE_BYTES);
        this.progress = progress;
    }

    @Override
    public void prepare() {
        long needed = (long) LEAST_FREE * cluster.size() * keys.count() * VALUE_BYTES;
        try {
            if (cluster.freeBytes() < needed) {
                throw new IllegalStateException(
                        String.format(
                                Locale.ROOT,
                                "the disk has %,.0f MiB left, and this needs about %,.0f",
                                cluster.freeBytes() / MEBIBYTE,
                                needed / MEBIBYTE));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the disk's free space cannot be read", e);
        }
    }

    @Override
    public Observed run(Pace pace, Phases phases, Meter meter) throws InterruptedException {
        Phases ramped = new Phases(phases.warmUp().dividedBy(RAMP_SHARE), phases.measure());
        var _ = new LoadDriver(Loads.put(connections, few), pace, phases).run(() -> {}, () -> {});
        settle();
        Measurement empty = puts(Loads.put(connections, few), pace, ramped, UNMETERED);
        double filledPerSecond = fill();
        settle();
        Measurement full = puts(Loads.put(connections, keys), pace, ramped, Optional.of(meter));
        restart();
        try (Connections again = Connections.open(cluster.target(), connections.size())) {
            double overwrittenPerSecond = overwrite(again);
            Observed observed =
                    compactUnderPuts(again, pace, ramped, full)
                            .with(Figure.EMPTY_RATE, empty.perSecond())
                            .with(Figure.KEPT, 100 * full.perSecond() / empty.perSecond())
                            .with(Figure.FILL_RATE, filledPerSecond)
                            .with(Figure.READY, cluster.readyAfter().toNanos() / 1e6)
                            .with(Figure.OVERWRITE_RATE, overwrittenPerSecond);
            notice("the end");
            return observed.with(Figure.MEMORY, mostResidentBytes / MEBIBYTE)
                    .with(Figure.DISK, mostDiskBytes / MEBIBYTE);
        }
    }

    private Measurement puts(Load load, Pace pace, Phases phases, Optional<Meter> meter)
            throws InterruptedException {
        numbersUsed += NUMBERS_A_RUN;
        Measurement measured =
                new LoadDriver(load, pace, phases, numbersUsed)
                        .run(
                                () -> meter.ifPresent(Meter::open),
                                () -> meter.ifPresent(Meter::close));
        firstFailure = firstFailure.or(measured::firstFailure);
        return measured;
    }

    private double fill() throws InterruptedException {
        int requests = (keys.count() + Loads.PUTS_A_TXN - 1) / Loads.PUTS_A_TXN;
        long start = System.nanoTime();
        new Burst(Loads.fill(connections, keys), requests, FILLING_IN_FLIGHT)
                .run(done -> {
                    notice(String.format(Locale.ROOT, "%,d keys", done * Loads.PUTS_A_TXN));
                    var _ = Compaction.start(connections);
                });
        return perSecond(keys.count(), start);
    }

    private double overwrite(Connections again) throws InterruptedException {
        long start = System.nanoTime();
        int overwrites = Math.max(1, keys.count() / 2);
        new Burst(Loads.put(again, keys), overwrites, OVERWRITING_IN_FLIGHT)
                .run(done -> notice(String.format(Locale.ROOT, "%,d overwrites", done)));
        return perSecond(overwrites, start);
    }

    /// Until nothing is left to be compacted or merged.
    private void settle() throws InterruptedException {
        notice("settling");
        var _ = Compaction.start(connections).await();
        new Calm(List.of(cluster), SETTLE_WITHIN).await();
        notice("settled");
    }

    private void restart() throws InterruptedException {
        try {
            cluster.crashAndRestart();
        } catch (IOException e) {
            throw new IllegalStateException("the cluster cannot be started again", e);
        }
    }

    /// Puts go on for as long as the compaction takes, and for one measurement more: what it has
    /// removed is merged away after it.
    private Observed compactUnderPuts(Connections again, Pace pace, Phases ramped, Measurement full)
            throws InterruptedException {
        Load load = Loads.put(again, keys);
        notice("puts without a compaction");
        Measurement before = puts(load, pace, ramped, UNMETERED);
        notice("puts with a compaction");
        Phases atOnce = new Phases(Duration.ZERO, ramped.measure());
        Compaction compaction = Compaction.start(again);
        Measurement meanwhile = puts(load, pace, atOnce, UNMETERED);
        boolean over = false;
        while (!over) {
            over = compaction.isDone();
            meanwhile = meanwhile.plus(puts(load, pace, atOnce, UNMETERED));
            notice("puts with a compaction");
        }
        // One that failed at any time makes the whole run a failed one.
        Measurement shown =
                full.failures() > 0 ? full : firstFailure.map(full::withFailure).orElse(full);
        return Observed.of(shown)
                .with(Figure.COMPACTED, compaction.await())
                .with(Figure.P99_BEFORE, before.latencyMillis(99))
                .with(Figure.P99_COMPACTING, meanwhile.latencyMillis(99))
                .with(Figure.LONGEST, meanwhile.latencyMillis(100))
                .with(Figure.COMPACTING_RATE, meanwhile.perSecond());
    }

    private void notice(String what) {
        try {
            long resident = cluster.largestResidentBytes();
            long disk = cluster.diskBytes();
            mostResidentBytes = Math.max(mostResidentBytes, resident);
            mostDiskBytes = Math.max(mostDiskBytes, disk);
            progress.accept(
                    String.format(
                            Locale.ROOT,
                            "%s: RSS %,.0f MiB, disk %,.0f MiB",
                            what,
                            resident / MEBIBYTE,
                            disk / MEBIBYTE));
        } catch (IOException e) {
            throw new IllegalStateException("the members' files cannot be counted", e);
        }
    }

    private static double perSecond(long operations, long startNanos) {
        return operations * 1e9 / (System.nanoTime() - startNanos);
    }
}
