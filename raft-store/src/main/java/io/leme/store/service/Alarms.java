package io.leme.store.service;

import io.leme.store.command.Alarm;
import io.leme.store.command.Result;
import io.leme.store.command.SwitchAlarm;
import io.leme.store.consensus.Proposer;
import io.leme.store.consensus.ReadGate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The alarms of the whole cluster.
public final class Alarms {
    private final Supplier<List<Alarm>> raised;
    private final Proposer proposer;
    private final ReadGate gate;

    /// `raised` gives those that this member knows of.
    public Alarms(Supplier<List<Alarm>> raised, Proposer proposer, ReadGate gate) {
        this.raised = raised;
        this.proposer = proposer;
        this.gate = gate;
    }

    /// Those that this member knows of.
    public List<Alarm> known() {
        return raised.get();
    }

    public CompletableFuture<List<Alarm>> list() {
        return gate.await().thenApply(passed -> raised.get());
    }

    /// The alarm, if it is raised now or was until now.
    public CompletableFuture<List<Alarm>> change(Alarm alarm, boolean raise) {
        return proposer.propose(new SwitchAlarm(alarm, raise))
                .thenApply(result ->
                        switch (result) {
                            case Result.AlarmSwitched switched ->
                                    switched.known() ? List.of(alarm) : List.<Alarm>of();
                            default ->
                                    throw new IllegalStateException(
                                            "not about an alarm: " + result);
                        });
    }
}
