package io.leme.bench.compare;

import io.leme.bench.cluster.LocalCluster;
import io.leme.bench.load.Burst;
import io.leme.bench.load.Connections;
import io.leme.bench.load.Keys;
import io.leme.bench.load.Load;
import io.leme.bench.load.LoadDriver;
import io.leme.bench.load.Loads;
import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;
import io.leme.bench.load.TxnLoad;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The workload of each kind of scenario; here are those that are one load of requests.
final class Workloads {
    private static final String PREFIX = "bench/";
    private static final int PUT_KEYS = 100_000;
    private static final int GET_KEYS = 10_000;
    private static final int VALUE_BYTES = 256;
    private static final int COUNT_VALUE_BYTES = 64;
    private static final int FILLING_IN_FLIGHT = 16;

    private Workloads() {}

    /// `connections` lead to all members of the cluster; `progress` is told of what takes long.
    static Workload of(
            Scenario scenario,
            LocalCluster cluster,
            Connections connections,
            Consumer<String> progress) {
        Keys keys = new Keys(PREFIX, PUT_KEYS, VALUE_BYTES);
        int size = scenario.size();
        return switch (scenario.kind()) {
            case PUT, PUT_OPEN -> new Requests(Loads.put(connections, keys));
            case TXN -> new Requests(new TxnLoad(connections, keys));
            case GET -> {
                Keys some = new Keys("get/", GET_KEYS, VALUE_BYTES);
                yield new OnFullStore(connections, some, Loads.get(connections, some));
            }
            case RANGE -> new WholeRange(connections, size, WholeRange.Answer.WHOLE);
            case RANGE_STREAM -> new WholeRange(connections, size, WholeRange.Answer.PIECES);
            case COUNT -> {
                Keys all = new Keys("count/", size, COUNT_VALUE_BYTES);
                yield new OnFullStore(connections, all, Loads.count(connections, all));
            }
            case KEEP_ALIVE -> new KeepAlives(connections, scenario.inFlight());
            case WATCH -> new WatchWorkloads.Delivery(connections, keys, size);
            case CATCH_UP -> WatchWorkloads.CatchUp.on(cluster, connections, keys, size);
            case STALLED_WATCH -> WatchWorkloads.Stalled.on(cluster, connections, keys);
            case WATCHERS -> new WatchWorkloads.Many(connections, size, VALUE_BYTES);
            case LARGE -> new LargeStore(cluster, connections, size, progress);
            case START -> new Start(cluster);
        };
    }

    /// Puts every key once.
    static void fill(Connections connections, Keys keys) throws InterruptedException {
        int requests = (keys.count() + Loads.PUTS_A_TXN - 1) / Loads.PUTS_A_TXN;
        new Burst(Loads.fill(connections, keys), requests, FILLING_IN_FLIGHT).run();
    }

    /// One load. Runs go on where the last one stopped, so that they do not repeat its keys.
    record Requests(Load load, AtomicLong sequence) implements Workload {
        private static final long MORE_THAN_A_RUN_SENDS = 1L << 32;

        Requests(Load load) {
            this(load, new AtomicLong());
        }

        @Override
        public Observed run(Pace pace, Phases phases, Meter meter) throws InterruptedException {
            long first = sequence.getAndAdd(MORE_THAN_A_RUN_SENDS);
            return Observed.of(
                    new LoadDriver(load, pace, phases, first).run(meter::open, meter::close));
        }
    }

    /// A load that reads what was put before.
    private record OnFullStore(Connections connections, Keys keys, Load load) implements Workload {
        @Override
        public void prepare() throws InterruptedException {
            fill(connections, keys);
        }

        @Override
        public Observed run(Pace pace, Phases phases, Meter meter) throws InterruptedException {
            return Observed.of(new LoadDriver(load, pace, phases).run(meter::open, meter::close));
        }
    }
}
