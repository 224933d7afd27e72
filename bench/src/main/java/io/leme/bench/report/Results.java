package io.leme.bench.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// All samples of a comparison, and what went wrong so that samples are missing. The first
/// contender is the one that the others are compared with.
public record Results(String machine, List<Sample> samples, List<String> problems) {
    public Results {
        samples = List.copyOf(samples);
        problems = List.copyOf(problems);
    }

    public List<String> scenarios() {
        return samples.stream().map(Sample::scenario).distinct().toList();
    }

    public List<String> contenders() {
        return samples.stream().map(Sample::contender).distinct().toList();
    }

    /// Those that took part in one scenario, in the order of [#contenders].
    public List<String> contenders(String scenario) {
        return contenders().stream().filter(name -> !of(scenario, name).isEmpty()).toList();
    }

    /// The figures that a scenario has, in their usual order.
    public List<Figure> figures(String scenario) {
        return Arrays.stream(Figure.values())
                .filter(figure ->
                        samples.stream()
                                .filter(sample -> sample.scenario().equals(scenario))
                                .anyMatch(sample -> sample.figures().containsKey(figure)))
                .toList();
    }

    public List<Sample> of(String scenario, String contender) {
        return samples.stream()
                .filter(sample -> sample.scenario().equals(scenario))
                .filter(sample -> sample.contender().equals(contender))
                .toList();
    }

    /// Median of `contender` divided by median of `other`.
    public double ratio(Figure figure, String scenario, String contender, String other) {
        return figure.over(of(scenario, contender)).median()
                / figure.over(of(scenario, other)).median();
    }

    public Optional<String> failures(String scenario, String contender) {
        long failed =
                of(scenario, contender).stream().mapToLong(s -> s.measurement().failures()).sum();
        if (failed == 0) {
            return Optional.empty();
        }
        String first =
                of(scenario, contender).stream()
                        .flatMap(sample -> sample.measurement().firstFailure().stream())
                        .findFirst()
                        .orElse("?");
        return Optional.of(failed + " failed, first: " + first);
    }
}
