package io.leme.bench.compare;

import io.grpc.StatusRuntimeException;
import io.leme.bench.cluster.Contender;
import io.leme.bench.cluster.LocalCluster;
import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;
import io.leme.bench.report.Figure;
import io.leme.bench.report.Results;
import io.leme.bench.report.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// Runs every scenario against every contender, some rounds of each, interleaved.
///
/// All contenders' clusters run at once, and one at a time is under load: each is warmed up for
/// long, once, and then short measurements alternate. So a JVM is measured as it runs after
/// minutes, not seconds, and drift of the machine falls on all alike. What the idle clusters use
/// meanwhile is measured too. Scenarios about the life of a process start it anew for each round.
public final class Comparison {
    private final List<Contender> contenders;
    private final List<Scenario> scenarios;
    private final Plan plan;
    private final Consumer<String> progress;
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    public Comparison(
            List<Contender> contenders,
            List<Scenario> scenarios,
            Plan plan,
            Consumer<String> progress) {
        this.contenders = List.copyOf(contenders);
        this.scenarios = List.copyOf(scenarios);
        this.plan = plan;
        this.progress = progress;
    }

    public Results run(String machine) throws IOException, InterruptedException {
        for (Scenario scenario : scenarios) {
            // What was measured before must not be lost with a server that breaks.
            try {
                run(scenario);
            } catch (IOException | IllegalStateException | StatusRuntimeException broken) {
                String problem = scenario.title() + ": " + broken.getMessage();
                problems.add(problem);
                progress.accept(problem);
            }
        }
        return new Results(machine, samples, problems);
    }

    private void run(Scenario scenario) throws IOException, InterruptedException {
        List<Contender> able =
                contenders.stream().filter(contender -> canRun(contender, scenario)).toList();
        switch (scenario.kind().life()) {
            case LONG -> runTogether(scenario, able);
            case ONE_ROUND -> runOneByOne(scenario, able);
        }
    }

    private static boolean canRun(Contender contender, Scenario scenario) {
        return switch (contender.kind()) {
            case STORE -> true;
            case CEILING -> scenario.kind().hasCeiling();
        };
    }

    private void runOneByOne(Scenario scenario, List<Contender> able)
            throws IOException, InterruptedException {
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Contender contender : able) {
                say(scenario, contender, "round %d of %d".formatted(round, plan.rounds()));
                try (Contestant alone = Contestant.start(contender, scenario, plan.directory())) {
                    alone.workload().prepare();
                    Pace pace = new Pace.ClosedLoop(scenario.inFlight());
                    measure(scenario, alone, List.of(), pace, round);
                }
            }
        }
    }

    private void runTogether(Scenario scenario, List<Contender> able)
            throws IOException, InterruptedException {
        List<Contestant> running = new ArrayList<>();
        try {
            Map<Contender, Double> rates = new HashMap<>();
            for (Contender contender : able) {
                say(scenario, contender, "start and warm-up");
                Contestant contestant = Contestant.start(contender, scenario, plan.directory());
                running.add(contestant);
                contestant.workload().prepare();
                rates.put(contender, warmUp(scenario, contestant));
            }
            Pace pace = pace(scenario, rates);
            for (int round = 1; round <= plan.rounds(); round++) {
                for (Contestant contestant : running) {
                    say(
                            scenario,
                            contestant.contender(),
                            "round %d of %d".formatted(round, plan.rounds()));
                    measure(scenario, contestant, running, pace, round);
                }
            }
        } finally {
            for (Contestant contestant : running) {
                contestant.close();
            }
        }
    }

    /// The rate in the last third of the warm-up, or NaN when there is none.
    private double warmUp(Scenario scenario, Contestant contestant) throws InterruptedException {
        if (plan.warmUp().isZero()) {
            return Double.NaN;
        }
        Phases phases =
                new Phases(plan.warmUp().multipliedBy(2).dividedBy(3), plan.warmUp().dividedBy(3));
        Meter unread = new Meter(contestant.cluster(), List.of());
        Pace pace = new Pace.ClosedLoop(scenario.inFlight());
        Observed observed = contestant.workload().run(pace, phases, unread);
        return observed.figures().getOrDefault(Figure.RATE, Double.NaN);
    }

    private Pace pace(Scenario scenario, Map<Contender, Double> rates) {
        if (scenario.kind() != Kind.PUT_OPEN) {
            return new Pace.ClosedLoop(scenario.inFlight());
        }
        OptionalDouble slowest =
                rates.entrySet().stream()
                        .filter(rate -> rate.getKey().kind() == Contender.Kind.STORE)
                        .mapToDouble(Map.Entry::getValue)
                        .filter(rate -> rate > 0)
                        .min();
        double share = slowest.orElse(Double.NaN) * scenario.size() / 100;
        double rate = plan.openRate() > 0 ? plan.openRate() : share;
        if (Double.isNaN(rate)) {
            throw new IllegalArgumentException(
                    scenario.title()
                            + ": without a store's warm-up there is no rate to take a"
                            + " share of; name a rate");
        }
        progress.accept("%s: %.0f requests a second".formatted(scenario.title(), rate));
        return new Pace.OpenLoop(rate, scenario.inFlight());
    }

    private void measure(
            Scenario scenario,
            Contestant contestant,
            List<Contestant> running,
            Pace pace,
            int round)
            throws InterruptedException {
        List<LocalCluster> others =
                running.stream()
                        .filter(other -> !other.contender().equals(contestant.contender()))
                        .map(Contestant::cluster)
                        .toList();
        new Calm(others).await();
        Meter meter = new Meter(contestant.cluster(), others);
        Phases phases = new Phases(plan.ramp(), plan.measure());
        Observed observed = contestant.workload().run(pace, phases, meter);
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.putAll(meter.figures(observed.operations()));
        figures.putAll(observed.figures());
        samples.add(
                new Sample(
                        scenario.title(),
                        contestant.contender().name(),
                        round,
                        figures,
                        observed.measurement()));
    }

    private void say(Scenario scenario, Contender contender, String what) {
        progress.accept("%s: %s, %s".formatted(scenario.title(), contender.name(), what));
    }
}
