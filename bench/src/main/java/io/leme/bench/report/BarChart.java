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
        List<String> contenders = results.contenders(scenario);
        double top = greatest(results, scenario, figure);
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>"
                        .formatted(WIDTH, ROW * contenders.size(), figure.heading()));
        for (int i = 0; i < contenders.size(); i++) {
            Spread spread = figure.over(results.of(scenario, contenders.get(i)));
            int colour = results.contenders().indexOf(contenders.get(i));
            svg.append(label(i, contenders.get(i), spread));
            if (Double.isFinite(spread.median())) {
                svg.append(bar(i, colour, spread, (WIDTH - LABEL - NUMBER) / top));
            }
        }
        return svg.append("</svg>").toString();
    }

    private static double greatest(Results results, String scenario, Figure figure) {
        double top =
                results.contenders(scenario).stream()
                        .mapToDouble(c -> figure.over(results.of(scenario, c)).greatest())
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1);
        return top > 0 ? top : 1;
    }

    private static String label(int number, String name, Spread spread) {
        int y = number * ROW + 17;
        return "<text class='label' x='0' y='%d'>%s</text><text class='number' x='%d' y='%d'>"
                        .formatted(y, HtmlPage.escape(name), WIDTH, y)
                + Spread.format(spread.median())
                + "</text>";
    }

    private static String bar(int number, int colour, Spread spread, double scale) {
        int y = number * ROW;
        return String.format(
                Locale.ROOT,
                "<rect class='c%d' x='%d' y='%d' width='%.1f' height='%d' rx='2'/>"
                        + "<line class='whisker' x1='%.1f' x2='%.1f' y1='%d' y2='%d'/>",
                colour % 4,
                LABEL,
                y + 5,
                Math.max(1, spread.median() * scale),
                ROW - 10,
                LABEL + spread.least() * scale,
                LABEL + spread.greatest() * scale,
                y + ROW / 2,
                y + ROW / 2);
    }
}
