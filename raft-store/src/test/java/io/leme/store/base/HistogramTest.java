package io.leme.store.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram(1, 3);

    @Test
    void aValueFallsIntoTheFirstBucketWhoseBoundItDoesNotExceed() {
        histogram.record(0.5);
        histogram.record(1);
        histogram.record(1.5);
        histogram.record(4);
        histogram.record(5, 3);

        assertThat(histogram.bound(2)).isEqualTo(4);
        assertThat(histogram.count(0)).isEqualTo(2);
        assertThat(histogram.count(1)).isEqualTo(1);
        assertThat(histogram.count(2)).isEqualTo(1);
        assertThat(histogram.count(3)).isEqualTo(3);
        assertThat(histogram.sum()).isEqualTo(0.5 + 1 + 1.5 + 4 + 15);
    }

    @Test
    void timesAreKeptInSeconds() {
        histogram.recordNanos(2_500_000_000L, 2);

        assertThat(histogram.count(2)).isEqualTo(2);
        assertThat(histogram.sum()).isEqualTo(5);
    }
}
