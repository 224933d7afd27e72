package io.leme.bench.report;

import java.util.ArrayList;
import java.util.List;

/// The results as a table for a terminal.
public final class TextTable {
    private TextTable() {}

    public static String of(Results results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(heading());
        for (String scenario : results.scenarios()) {
            for (String contender : results.contenders()) {
                rows.add(row(results, scenario, contender));
            }
            ratioRows(results, scenario, rows);
        }
        return layOut(rows) + failures(results);
    }

    private static List<String> heading() {
        List<String> cells = new ArrayList<>(List.of("scenario", "server"));
        for (Figure figure : Figure.values()) {
            cells.add(figure.heading() + " " + figure.unit());
        }
        return cells;
    }

    private static List<String> row(Results results, String scenario, String contender) {
        List<String> cells = new ArrayList<>(List.of(scenario, contender));
        for (Figure figure : Figure.values()) {
            Spread spread = figure.over(results.of(scenario, contender));
            cells.add(
                    "%s [%s-%s]"
                            .formatted(
                                    Spread.format(spread.median()),
                                    Spread.format(spread.least()),
                                    Spread.format(spread.greatest())));
        }
        return cells;
    }

    private static void ratioRows(Results results, String scenario, List<List<String>> rows) {
        String first = results.contenders().getFirst();
        for (String other : results.contenders().subList(1, results.contenders().size())) {
            List<String> cells = new ArrayList<>(List.of("", first + " / " + other));
            for (Figure figure : Figure.values()) {
                double ratio = results.ratio(figure, scenario, first, other);
                cells.add(Spread.format(ratio) + " x");
            }
            rows.add(cells);
        }
    }

    private static String failures(Results results) {
        StringBuilder text = new StringBuilder();
        for (String scenario : results.scenarios()) {
            for (String contender : results.contenders()) {
                results.failures(scenario, contender)
                        .ifPresent(what ->
                                text.append("! %s, %s: %s%n".formatted(scenario, contender, what)));
            }
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
