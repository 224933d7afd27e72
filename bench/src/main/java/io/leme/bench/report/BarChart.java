package io.leme.bench.report;

import java.util.List;
import java.util.Locale;

/// One figure of one scenario as horizontal bars, one per contender, with a whisker from the least
/// to the greatest round.
final class BarChart {
    private static final int WIDTH = 420;
    private static final int LABEL = 70;
    private static final int ROW = 26;
    private static final int NUMBER = 80;

    private BarChart() {}

    static String svg(Results results, String scenario, Figure figure) {
        List<String> contenders = results.contenders();
        double top = greatest(results, scenario, figure);
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>"
                        .formatted(WIDTH, ROW * contenders.size(), figure.heading()));
        for (int i = 0; i < contenders.size(); i++) {
            Spread spread = figure.over(results.of(scenario, contenders.get(i)));
            svg.append(row(i, contenders.get(i), spread, top));
        }
        return svg.append("</svg>").toString();
    }

    private static double greatest(Results results, String scenario, Figure figure) {
        double top =
                results.contenders().stream()
                        .mapToDouble(c -> figure.over(results.of(scenario, c)).greatest())
                        .max()
                        .orElse(1);
        return top > 0 ? top : 1;
    }

    private static String row(int number, String label, Spread spread, double top) {
        double scale = (WIDTH - LABEL - NUMBER) / top;
        int y = number * ROW;
        return String.format(
                Locale.ROOT,
                "<text class='label' x='0' y='%d'>%s</text>"
                        + "<rect class='c%d' x='%d' y='%d' width='%.1f' height='%d' rx='2'/>"
                        + "<line class='whisker' x1='%.1f' x2='%.1f' y1='%d' y2='%d'/>"
                        + "<text class='number' x='%d' y='%d'>%s</text>",
                y + 17,
                HtmlPage.escape(label),
                number % 4,
                LABEL,
                y + 5,
                Math.max(1, spread.median() * scale),
                ROW - 10,
                LABEL + spread.least() * scale,
                LABEL + spread.greatest() * scale,
                y + ROW / 2,
                y + ROW / 2,
                WIDTH,
                y + 17,
                Spread.format(spread.median()));
    }
}
