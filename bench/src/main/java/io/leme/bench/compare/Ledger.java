package io.leme.bench.compare;

import io.grpc.StatusRuntimeException;
import io.leme.bench.report.Results;
import io.leme.bench.report.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What a comparison has found so far. `progress` is told what goes on.
final class Ledger {
    private final Consumer<String> progress;
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /// A part of a comparison that a broken server can make impossible.
    @FunctionalInterface
    interface Step {
        void run() throws IOException, InterruptedException;
    }

    Ledger(Consumer<String> progress) {
        this.progress = progress;
    }

    void say(String text) {
        progress.accept(text);
    }

    void add(Sample sample) {
        samples.add(sample);
    }

    /// False when it failed: that is noted, and what was measured before is not lost.
    boolean attempt(String what, Step step) throws InterruptedException {
        say(what);
        try {
            step.run();
            return true;
        } catch (IOException | IllegalStateException | StatusRuntimeException broken) {
            problem(what + ": " + broken.getMessage());
            return false;
        }
    }

    void problem(String text) {
        problems.add(text);
        say(text);
    }

    Results results(String machine) {
        return new Results(machine, samples, problems);
    }
}
