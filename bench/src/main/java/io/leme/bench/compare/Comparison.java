package io.leme.bench.compare;

import io.leme.bench.cluster.Contender;
import io.leme.bench.report.Results;
import java.util.List;
import java.util.function.Consumer;

/// Runs every scenario against every contender that can take part in it.
public final class Comparison {
    private final List<Contender> contenders;
    private final List<Scenario> scenarios;
    private final Plan plan;
    private final Ledger ledger;

    public Comparison(
            List<Contender> contenders,
            List<Scenario> scenarios,
            Plan plan,
            Consumer<String> progress) {
        this.contenders = List.copyOf(contenders);
        this.scenarios = List.copyOf(scenarios);
        this.plan = plan;
        this.ledger = new Ledger(progress);
    }

    /// A server that does not start, or breaks, is missing in what follows and named in the
    /// results.
    public Results run(String machine) throws InterruptedException {
        for (Scenario scenario : scenarios) {
            List<Contender> able =
                    contenders.stream().filter(contender -> canRun(contender, scenario)).toList();
            Rounds rounds = new Rounds(scenario, plan, ledger);
            switch (scenario.kind().life()) {
                case LONG -> rounds.runTogether(able);
                case ONE_ROUND -> rounds.runOneByOne(able);
            }
        }
        return ledger.results(machine);
    }

    private static boolean canRun(Contender contender, Scenario scenario) {
        return switch (contender.kind()) {
            case STORE -> true;
            case CEILING -> scenario.kind().hasCeiling();
        };
    }
}
