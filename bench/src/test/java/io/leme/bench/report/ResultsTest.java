package io.leme.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.bench.load.Measurement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private final Results results =
            new Results(
                    "2 processors",
                    List.of(
                            sample("leme", 1, 3000),
                            sample("leme", 2, 1000),
                            sample("leme", 3, 2000),
                            sample("etcd", 1, 1000),
                            sample("etcd", 2, 500),
                            new Sample("watch", "leme", 1, Map.of(Figure.P99, 2.0), measured())),
                    List.of("count: etcd went away"));

    @Test
    void roundsAreSummedUpByTheirMedianAndSpread() {
        assertThat(Figure.RATE.over(results.of("put", "leme")))
                .isEqualTo(new Spread(2000, 1000, 3000));
        assertThat(Figure.RATE.over(results.of("put", "etcd")).median()).isEqualTo(750);
    }

    @Test
    void theTableNamesTheRatioOfTheMedians() {
        assertThat(TextTable.of(results)).contains("leme / etcd").contains("2.67 x");
    }

    @Test
    void everySampleIsALineOfJson() {
        assertThat(JsonLines.of(results).lines())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
    }

    @Test
    void everyScenarioHasItsOwnFiguresAndServers() {
        assertThat(results.figures("put")).containsExactly(Figure.RATE, Figure.CPU);
        assertThat(results.figures("watch")).containsExactly(Figure.P99);
        assertThat(results.contenders("watch")).containsExactly("leme");
        assertThat(TextTable.of(results, "watch")).contains("p99").doesNotContain("etcd", "rate");
    }

    @Test
    void whatWentWrongStandsBelowTheTables() {
        assertThat(TextTable.of(results)).endsWith("! count: etcd went away\n");
    }

    @Test
    void thePageNeedsNothingButItself() {
        assertThat(HtmlPage.of(results))
                .contains("<svg", "put", "leme", "etcd")
                .doesNotContain("src=", "http:", "https:", "NaN");
    }

    private static Sample sample(String contender, int round, double rate) {
        Map<Figure, Double> figures = Map.of(Figure.RATE, rate, Figure.CPU, 20.0);
        return new Sample("put", contender, round, figures, measured());
    }

    private static Measurement measured() {
        Histogram histogram = new Histogram(3);
        histogram.recordValue(1_000_000);
        return new Measurement(1, 1, histogram, 0, Optional.empty());
    }
}
