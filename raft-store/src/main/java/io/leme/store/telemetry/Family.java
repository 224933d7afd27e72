package io.leme.store.telemetry;

import io.leme.store.base.Histogram;
import java.util.Map;
import java.util.function.Supplier;

/// A metric whose series are found when a page is made: it has one for each peer, alarm or check
/// that there is by then. It also bears names that the library would change.
sealed interface Family {
    void writeTo(StringBuilder page);

    private static void head(StringBuilder page, String name, String help, String type) {
        page.append("# HELP ").append(name).append(' ').append(help);
        page.append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder page, String name, Labels labels, double value) {
        page.append(name).append(labels).append(' ').append(value).append('\n');
    }

    /// @param type of Prometheus: `counter` or `gauge`
    record Values(
            String name, String help, String type, Supplier<? extends Map<Labels, Double>> series)
            implements Family {
        @Override
        public void writeTo(StringBuilder page) {
            head(page, name, help, type);
            series.get().forEach((labels, value) -> line(page, name, labels, value));
        }
    }

    record Spreads(String name, String help, Supplier<? extends Map<Labels, Histogram>> series)
            implements Family {
        @Override
        public void writeTo(StringBuilder page) {
            head(page, name, help, "histogram");
            series.get().forEach((labels, values) -> write(page, labels, values));
        }

        private void write(StringBuilder page, Labels labels, Histogram values) {
            long count = 0;
            for (int i = 0; i < values.buckets(); i++) {
                count += values.count(i);
                bucket(page, labels, Double.toString(values.bound(i)), count);
            }
            count += values.count(values.buckets());
            bucket(page, labels, "+Inf", count);
            line(page, name + "_sum", labels, values.sum());
            line(page, name + "_count", labels, (double) count);
        }

        private void bucket(StringBuilder page, Labels labels, String bound, long count) {
            line(page, name + "_bucket", labels.and("le", bound), (double) count);
        }
    }
}
