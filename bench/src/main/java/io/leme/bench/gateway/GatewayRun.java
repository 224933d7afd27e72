package io.leme.bench.gateway;

import io.leme.bench.cluster.Contender;
import io.leme.bench.cluster.DataFolder;
import io.leme.bench.cluster.LocalCluster;
import io.leme.bench.cluster.LocalGateway;
import io.leme.bench.load.Load;
import io.leme.bench.load.LoadDriver;
import io.leme.bench.load.Measurement;
import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;
import io.leme.bench.report.Figure;
import io.leme.bench.report.Results;
import io.leme.bench.report.Sample;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/// One run of `leme bench gateway`, from the start of the processes to their end.
public final class GatewayRun {
    private static final double MEBIBYTE = 1 << 20;
    private static final double MEGABYTE = 1e6;
    private static final String SERVER = "leme";

    /// Lists at once: one client that lists all the time.
    private static final int LISTERS = 1;

    private final GatewayPlan plan;
    private final Consumer<String> progress;
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final AtomicLong generations = new AtomicLong();

    /// @param progress is told what goes on
    public GatewayRun(GatewayPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /// @param machine what to write above the results
    /// @throws IOException if the processes can't be started or their data not be written
    public Results run(String machine) throws IOException, InterruptedException {
        Path data = DataFolder.create(plan.directory());
        try (LocalCluster store = LocalCluster.start(Contender.leme(List.of()), 1, data);
                LocalGateway gateway =
                        LocalGateway.start(
                                store.target().endpoints().getFirst(), data, plan.javaOptions());
                Lanes lanes = Lanes.open(gateway, plan.sizes().lanes())) {
            var leases = new HttpLoad(lanes, new Leases(lanes.size()));
            measureAll(new Parts(store, gateway, lanes, leases));
        } finally {
            DataFolder.delete(data);
        }
        return new Results(machine, samples, problems);
    }

    /// @param leases of which the versions go on from one load to the next
    private record Parts(LocalCluster store, LocalGateway gateway, Lanes lanes, HttpLoad leases) {}

    private void measureAll(Parts parts) throws IOException, InterruptedException {
        Blocking made = new Blocking();
        parts.lanes().send(0, HttpMethod.POST, "/api/v1/namespaces", Bodies.namespace(), made);
        made.await(201);
        warmUp(parts);
        create(parts);
        for (GatewayScenario scenario : plan.scenarios()) {
            switch (scenario) {
                case CREATE -> {}
                case MEMORY -> memory(parts);
                case GET -> rounds(parts, scenario, get(parts.lanes()));
                case UPDATE -> rounds(parts, scenario, update(parts.lanes()));
                case LEASE -> rounds(parts, scenario, parts.leases());
                case LIST -> list(parts);
                case WATCH -> watch(parts);
            }
        }
    }

    /// Compiles what the scenarios use: renewals of leases go the whole way.
    private void warmUp(Parts parts) throws InterruptedException {
        if (plan.times().warmUp().isZero()) {
            return;
        }
        progress.accept("warm-up");
        var phases = new Phases(Duration.ZERO, plan.times().warmUp());
        note("warm-up", drive(parts.leases(), phases, () -> {}, () -> {}));
    }

    private void create(Parts parts) throws InterruptedException {
        progress.accept("create: %,d pods".formatted(plan.sizes().pods()));
        HttpLoad.Sort sort =
                (into, lane, number, answer) ->
                        into.send(
                                lane, HttpMethod.POST, Bodies.PODS, Bodies.pod(number, 0), answer);
        var meter = new GatewayMeter(parts.store(), parts.gateway());
        meter.open();
        Measurement measured =
                new Fill(new HttpLoad(parts.lanes(), sort), plan.sizes().pods()).run();
        meter.close();
        note("create", measured);
        if (plan.scenarios().contains(GatewayScenario.CREATE)) {
            add(GatewayScenario.CREATE, 1, meter.figures(measured), measured);
        }
    }

    private void memory(Parts parts) throws IOException, InterruptedException {
        progress.accept("memory");
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.GATEWAY_MEMORY, parts.gateway().usage().residentBytes() / MEBIBYTE);
        figures.put(Figure.STORE_MEMORY, parts.store().largestResidentBytes() / MEBIBYTE);
        long live = parts.gateway().liveHeapBytes();
        if (live >= 0) {
            figures.put(Figure.HEAP, live / MEBIBYTE);
        }
        var nothing = new Measurement(0, 1, new Histogram(1_000_000, 3), 0, Optional.empty());
        add(GatewayScenario.MEMORY, 1, figures, nothing);
    }

    private Load get(Lanes lanes) {
        return HttpLoad.of(
                lanes, HttpMethod.GET, number -> Bodies.PODS + "/" + Bodies.podName(pod(number)));
    }

    private Load update(Lanes lanes) {
        return new HttpLoad(
                lanes,
                (into, lane, number, answer) ->
                        into.send(
                                lane,
                                HttpMethod.PUT,
                                Bodies.PODS + "/" + Bodies.podName(pod(number)),
                                Bodies.pod(pod(number), generations.incrementAndGet()),
                                answer));
    }

    /// Spreads numbers over all pods, so that neighbours in time are none in the key space.
    private long pod(long number) {
        return number * 7919 % plan.sizes().pods();
    }

    private void rounds(Parts parts, GatewayScenario scenario, Load load)
            throws InterruptedException {
        for (int round = 1; round <= plan.times().rounds(); round++) {
            progress.accept("%s: round %d".formatted(scenario.title(), round));
            var meter = new GatewayMeter(parts.store(), parts.gateway());
            Measurement measured = drive(load, plan.times().phases(), meter::open, meter::close);
            note(scenario.title(), measured);
            add(scenario, round, meter.figures(measured), measured);
        }
    }

    private void list(Parts parts) throws IOException, InterruptedException {
        try (Lanes lister = Lanes.open(parts.gateway(), LISTERS)) {
            HttpLoad load = HttpLoad.of(lister, HttpMethod.GET, number -> Bodies.PODS);
            for (int round = 1; round <= plan.times().rounds(); round++) {
                progress.accept("list: round %d".formatted(round));
                var meter = new GatewayMeter(parts.store(), parts.gateway());
                long[] bytes = new long[2];
                Measurement measured =
                        drive(
                                load,
                                plan.times().phases(),
                                () -> {
                                    bytes[0] = load.receivedBytes();
                                    meter.open();
                                },
                                () -> {
                                    bytes[1] = load.receivedBytes();
                                    meter.close();
                                });
                note("list", measured);
                Map<Figure, Double> figures = meter.figures(measured);
                figures.put(Figure.BYTES, (bytes[1] - bytes[0]) / MEGABYTE / measured.seconds());
                add(GatewayScenario.LIST, round, figures, measured);
            }
        }
    }

    private void watch(Parts parts) throws IOException, InterruptedException {
        for (int round = 1; round <= plan.times().rounds(); round++) {
            progress.accept("watch: round %d".formatted(round));
            var meter = new GatewayMeter(parts.store(), parts.gateway());
            try (WatchFleet fleet =
                    WatchFleet.open(parts.gateway(), plan.sizes().watchers(), parts.lanes())) {
                Measurement measured =
                        fleet.run(
                                plan.sizes().watchedWrites(),
                                plan.times().phases(),
                                meter::open,
                                meter::close);
                note("watch", measured);
                add(GatewayScenario.WATCH, round, meter.figures(measured), measured);
            }
        }
    }

    private Measurement drive(Load load, Phases phases, Runnable atOpen, Runnable atClose)
            throws InterruptedException {
        return new LoadDriver(load, new Pace.ClosedLoop(load.lanes()), phases).run(atOpen, atClose);
    }

    private void add(
            GatewayScenario scenario,
            int round,
            Map<Figure, Double> figures,
            Measurement measured) {
        samples.add(new Sample(scenario.title(), SERVER, round, figures, measured));
    }

    private void note(String what, Measurement measured) {
        measured.firstFailure()
                .ifPresent(first ->
                        problems.add(
                                "%s: %d failed, first: %s"
                                        .formatted(what, measured.failures(), first)));
    }
}
