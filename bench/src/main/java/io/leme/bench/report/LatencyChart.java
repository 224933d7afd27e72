package io.leme.bench.report;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// Latency by percentile, all rounds of a scenario merged, one line per contender; both axes are
/// logarithmic (the horizontal one in nines).
final class LatencyChart {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 260;
    private static final int LEFT = 60;
    private static final int BOTTOM = 30;
    private static final int RIGHT = 30;
    private static final double[] PERCENTILES = {
        0, 10, 25, 50, 75, 90, 95, 98, 99, 99.5, 99.8, 99.9, 99.95, 99.99
    };
    private static final double MOST_NINES = 4;

    private LatencyChart() {}

    static String svg(Results results, String scenario) {
        List<String> contenders = results.contenders(scenario);
        List<Histogram> merged =
                contenders.stream().map(c -> merge(results.of(scenario, c))).toList();
        double low = merged.stream().mapToDouble(h -> millis(h, 0)).min().orElse(0.01);
        double high = merged.stream().mapToDouble(h -> millis(h, 99.99)).max().orElse(1);
        Axis axis = new Axis(Math.max(low, 0.001), Math.max(high, low * 2 + 0.002));
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg viewBox='0 0 %d %d' role='img' aria-label='latency by percentile'>"
                        .formatted(WIDTH, HEIGHT));
        svg.append(grid(axis));
        for (int i = 0; i < merged.size(); i++) {
            int colour = results.contenders().indexOf(contenders.get(i));
            svg.append(line(merged.get(i), colour, axis));
        }
        return svg.append("</svg>").toString();
    }

    private static Histogram merge(List<Sample> samples) {
        Histogram all = new Histogram(3);
        samples.forEach(sample -> all.add(sample.measurement().latencyNanos()));
        return all;
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }

    private static double x(double percentile) {
        double nines = -Math.log10(1 - percentile / 100);
        return LEFT + nines / MOST_NINES * (WIDTH - LEFT - RIGHT);
    }

    private static String line(Histogram histogram, int number, Axis axis) {
        StringBuilder points = new StringBuilder();
        for (double percentile : PERCENTILES) {
            double y = axis.y(millis(histogram, percentile));
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(percentile), y));
        }
        return "<polyline class='line l%d' points='%s'/>".formatted(number % 4, points);
    }

    private static String grid(Axis axis) {
        StringBuilder svg = new StringBuilder();
        for (double percentile : new double[] {0, 50, 90, 99, 99.9, 99.99}) {
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line class='grid' x1='%1$.1f' x2='%1$.1f' y1='5' y2='%2$d'/>"
                                    + "<text class='tick' x='%1$.1f' y='%3$d'>%4$s %%</text>",
                            x(percentile),
                            HEIGHT - BOTTOM,
                            HEIGHT - 10,
                            percentile == Math.rint(percentile)
                                    ? String.valueOf((int) percentile)
                                    : String.valueOf(percentile)));
        }
        for (double power = Math.ceil(Math.log10(axis.low)); power <= axis.top(); power++) {
            double millis = Math.pow(10, power);
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line class='grid' x1='%d' x2='%d' y1='%3$.1f' y2='%3$.1f'/>"
                                    + "<text class='scale' x='%4$d' y='%5$.1f'>%6$s ms</text>",
                            LEFT,
                            WIDTH - RIGHT,
                            axis.y(millis),
                            LEFT - 6,
                            axis.y(millis) + 4,
                            millis >= 1 ? String.valueOf((long) millis) : String.valueOf(millis)));
        }
        return svg.toString();
    }

    private record Axis(double low, double high) {
        double top() {
            return Math.log10(high);
        }

        double y(double millis) {
            double part = Math.log10(Math.max(millis, low) / low) / Math.log10(high / low);
            return HEIGHT - BOTTOM - part * (HEIGHT - BOTTOM - 5);
        }
    }
}
