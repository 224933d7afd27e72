package io.leme.bench.compare;

import io.leme.bench.cluster.Contender;
import io.leme.bench.cluster.LocalCluster;
import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;
import io.leme.bench.report.Figure;
import io.leme.bench.report.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The rounds of one scenario, interleaved.
///
/// All contenders' clusters run at once, and one at a time is under load: each is warmed up for
/// long, once, and then short measurements alternate. So a JVM is measured as it runs after
/// minutes, not seconds, and drift of the machine falls on all alike. What the idle clusters use
/// meanwhile is measured too. Scenarios about the life of a process start it anew for each round.
final class Rounds {
    private final Scenario scenario;
    private final Plan plan;
    private final Ledger ledger;
    private final Map<Contender, Double> warmRates = new HashMap<>();

    Rounds(Scenario scenario, Plan plan, Ledger ledger) {
        this.scenario = scenario;
        this.plan = plan;
        this.ledger = ledger;
    }

    void runOneByOne(List<Contender> able) throws InterruptedException {
        for (int round = 1; round <= plan.rounds(); round++) {
            int number = round;
            for (Contender contender : able) {
                ledger.attempt(what(contender, number), () -> runAlone(contender, number));
            }
        }
    }

    private void runAlone(Contender contender, int round) throws IOException, InterruptedException {
        try (Contestant alone = start(contender)) {
            alone.workload().prepare();
            // Nothing has warmed these processes up; and one that only starts must not be.
            Duration before = scenario.kind() == Kind.START ? plan.ramp() : plan.warmUp();
            Pace pace = new Pace.ClosedLoop(scenario.inFlight());
            measure(alone, List.of(), pace, new Phases(before, plan.measure()), round);
        }
    }

    private Contestant start(Contender contender) throws IOException, InterruptedException {
        return Contestant.start(contender, scenario, plan.directory(), ledger::say);
    }

    void runTogether(List<Contender> able) throws InterruptedException {
        List<Contestant> running = new ArrayList<>();
        try {
            for (Contender contender : able) {
                String what = "%s: %s, warm-up".formatted(scenario.title(), contender.name());
                ledger.attempt(what, () -> join(contender, running));
            }
            Optional<Pace> pace = pace();
            if (pace.isPresent()) {
                alternate(running, pace.get());
            }
        } finally {
            for (Contestant contestant : running) {
                String what =
                        "%s: %s, end".formatted(scenario.title(), contestant.contender().name());
                ledger.attempt(what, contestant::close);
            }
        }
    }

    private void join(Contender contender, List<Contestant> running)
            throws IOException, InterruptedException {
        Contestant contestant = start(contender);
        try {
            contestant.workload().prepare();
            warmUp(contestant, new Pace.ClosedLoop(scenario.warmUpInFlight()))
                    .ifPresent(rate -> warmRates.put(contender, rate));
            running.add(contestant);
        } finally {
            if (!running.contains(contestant)) {
                contestant.close();
            }
        }
    }

    private void alternate(List<Contestant> running, Pace pace) throws InterruptedException {
        if (pace instanceof Pace.OpenLoop) {
            // The warm-up was a closed loop; this way through the code is cold.
            for (Contestant contestant : running) {
                String what = contestant.contender().name() + ", warm-up of the open loop";
                ledger.attempt(what, () -> warmUp(contestant, pace));
            }
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            int number = round;
            for (Contestant contestant : running) {
                List<LocalCluster> others =
                        running.stream()
                                .map(Contestant::cluster)
                                .filter(cluster -> !cluster.equals(contestant.cluster()))
                                .toList();
                ledger.attempt(
                        what(contestant.contender(), number),
                        () -> {
                            new Calm(others).await();
                            Phases phases = new Phases(plan.ramp(), plan.measure());
                            measure(contestant, others, pace, phases, number);
                        });
            }
        }
    }

    private String what(Contender contender, int round) {
        return "%s: %s, round %d of %d"
                .formatted(scenario.title(), contender.name(), round, plan.rounds());
    }

    /// The rate in the last third of the warm-up, if there is one.
    private Optional<Double> warmUp(Contestant contestant, Pace pace) throws InterruptedException {
        if (plan.warmUp().isZero()) {
            return Optional.empty();
        }
        Phases phases =
                new Phases(plan.warmUp().multipliedBy(2).dividedBy(3), plan.warmUp().dividedBy(3));
        Meter unread = new Meter(contestant.cluster(), List.of());
        Observed observed = contestant.workload().run(pace, phases, unread);
        return Optional.ofNullable(observed.figures().get(Figure.RATE));
    }

    /// Nothing when an open loop has no store whose rate it could take a share of.
    private Optional<Pace> pace() {
        if (scenario.kind() != Kind.PUT_OPEN) {
            return Optional.of(new Pace.ClosedLoop(scenario.inFlight()));
        }
        OptionalDouble slowest =
                warmRates.entrySet().stream()
                        .filter(rate -> rate.getKey().kind() == Contender.Kind.STORE)
                        .mapToDouble(Map.Entry::getValue)
                        .min();
        double rate =
                plan.openRate() > 0 ? plan.openRate() : slowest.orElse(0) * scenario.size() / 100;
        if (rate <= 0) {
            ledger.problem(scenario.title() + ": no store's rate to take a share of");
            return Optional.empty();
        }
        ledger.say("%s: %.0f requests a second".formatted(scenario.title(), rate));
        return Optional.of(new Pace.OpenLoop(rate, scenario.inFlight()));
    }

    private void measure(
            Contestant contestant, List<LocalCluster> others, Pace pace, Phases phases, int round)
            throws InterruptedException {
        Meter meter = new Meter(contestant.cluster(), others);
        Observed observed = contestant.workload().run(pace, phases, meter);
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.putAll(meter.figures(observed.operations()));
        figures.putAll(observed.figures());
        String name = contestant.contender().name();
        ledger.add(new Sample(scenario.title(), name, round, figures, observed.measurement()));
    }
}
