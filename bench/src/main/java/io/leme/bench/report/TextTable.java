package io.leme.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The results as tables for a terminal, one for each scenario.
public final class TextTable {
    private TextTable() {}

    public static String of(Results results) {
        String tables =
                results.scenarios().stream()
                        .map(scenario -> of(results, scenario))
                        .collect(Collectors.joining(System.lineSeparator()));
        String problems =
                results.problems().stream().map("! %s%n"::formatted).collect(Collectors.joining());
        return tables + problems;
    }

    /// The rows of one scenario: every server, then the first beside each of the others.
    static String of(Results results, String scenario) {
        List<Figure> figures = results.figures(scenario);
        List<List<String>> rows = new ArrayList<>();
        rows.add(heading(figures));
        List<String> contenders = results.contenders(scenario);
        for (String contender : contenders) {
            rows.add(row(results, scenario, contender));
        }
        for (String other : contenders.subList(1, contenders.size())) {
            rows.add(ratios(results, scenario, contenders.getFirst(), other));
        }
        return "%s%n%s%s"
                .formatted(scenario, layOut(rows), failures(results, scenario, contenders));
    }

    private static List<String> heading(List<Figure> figures) {
        List<String> cells = new ArrayList<>(List.of("  server"));
        for (Figure figure : figures) {
            cells.add(figure.heading() + " " + figure.unit());
        }
        return cells;
    }

    private static List<String> row(Results results, String scenario, String contender) {
        List<String> cells = new ArrayList<>(List.of("  " + contender));
        for (Figure figure : results.figures(scenario)) {
            cells.add(cell(figure.over(results.of(scenario, contender))));
        }
        return cells;
    }

    private static String cell(Spread spread) {
        return "%s [%s-%s]"
                .formatted(
                        Spread.format(spread.median()),
                        Spread.format(spread.least()),
                        Spread.format(spread.greatest()));
    }

    private static List<String> ratios(
            Results results, String scenario, String first, String other) {
        List<String> cells = new ArrayList<>(List.of("  " + first + " / " + other));
        for (Figure figure : results.figures(scenario)) {
            double ratio = results.ratio(figure, scenario, first, other);
            boolean says = !figure.isCheck() && Double.isFinite(ratio) && ratio >= 0;
            cells.add(says ? Spread.format(ratio) + " x" : "");
        }
        return cells;
    }

    private static String failures(Results results, String scenario, List<String> contenders) {
        StringBuilder text = new StringBuilder();
        for (String contender : contenders) {
            results.failures(scenario, contender)
                    .ifPresent(what -> text.append("  ! %s: %s%n".formatted(contender, what)));
        }
        return text.toString();
    }

    private static String layOut(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(("%-" + widths[i] + "s  ").formatted(row.get(i)));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}
