package io.leme.bench.compare;

import io.leme.bench.cluster.LocalCluster;
import io.leme.bench.load.CatchUpLoad;
import io.leme.bench.load.Connections;
import io.leme.bench.load.Keys;
import io.leme.bench.load.ManyWatchersLoad;
import io.leme.bench.load.Measurement;
import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;
import io.leme.bench.load.StalledWatchLoad;
import io.leme.bench.load.WatchLoad;
import io.leme.bench.report.Figure;

/// The workloads around watches.
final class WatchWorkloads {
    private static final double KIBIBYTE = 1024;

    private WatchWorkloads() {}

    private static double percentKept(Measurement with, Measurement alone) {
        return 100 * with.perSecond() / alone.perSecond();
    }

    record Delivery(Connections connections, Keys keys, int watchers) implements Workload {
        @Override
        public Observed run(Pace pace, Phases phases, Meter meter) throws InterruptedException {
            return Observed.of(
                    new WatchLoad(connections, keys, watchers)
                            .run(pace, phases, meter::open, meter::close));
        }
    }

    /// Latencies are those of the puts that go on meanwhile.
    record CatchUp(Connections watching, CatchUpLoad load) implements Workload {
        static CatchUp on(
                LocalCluster cluster, Connections connections, Keys keys, int revisionsBack) {
            Connections watching = Connections.open(cluster.target(), 1);
            return new CatchUp(
                    watching, new CatchUpLoad(connections, watching, keys, revisionsBack));
        }

        @Override
        public void prepare() throws InterruptedException {
            load.fill();
        }

        @Override
        public Observed run(Pace pace, Phases phases, Meter meter) throws InterruptedException {
            CatchUpLoad.Result result = load.run(pace, phases, meter::open, meter::close);
            return Observed.of(result.puts())
                    .countedAs(result.events())
                    .with(Figure.PUT_RATE, result.puts().perSecond())
                    .with(Figure.KEPT, percentKept(result.puts(), result.putsAlone()));
        }

        @Override
        public void close() {
            watching.close();
        }
    }

    record Stalled(Connections watching, StalledWatchLoad load) implements Workload {
        static Stalled on(LocalCluster cluster, Connections connections, Keys keys) {
            Connections watching = Connections.open(cluster.target(), 1);
            return new Stalled(watching, new StalledWatchLoad(connections, watching, keys));
        }

        @Override
        public Observed run(Pace pace, Phases phases, Meter meter) throws InterruptedException {
            StalledWatchLoad.Result result = load.run(pace, phases, meter::open, meter::close);
            return Observed.of(result.puts())
                    .with(Figure.KEPT, percentKept(result.puts(), result.putsAlone()))
                    .with(Figure.READ_AFTER, result.events() / result.readSeconds())
                    .with(Figure.MEMORY_GROWTH, meter.residentGrowthMebibytes());
        }

        @Override
        public void close() {
            watching.close();
        }
    }

    record Many(Connections connections, int watchers, int valueBytes) implements Workload {
        @Override
        public Observed run(Pace pace, Phases phases, Meter meter) throws InterruptedException {
            ManyWatchersLoad.Result result =
                    new ManyWatchersLoad(connections, watchers, valueBytes)
                            .run(pace, phases, meter::residentBytes, meter::open, meter::close);
            return Observed.of(result.puts())
                    .with(Figure.CREATED, result.createSeconds())
                    .with(Figure.WATCHER_MEMORY, result.bytesEach() / KIBIBYTE)
                    .with(Figure.KEPT, percentKept(result.puts(), result.putsWithFew()));
        }
    }
}
