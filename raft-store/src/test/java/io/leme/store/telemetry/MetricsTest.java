package io.leme.store.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void aCounterLivesAsLongAsItsPage() {
        Metrics metrics = new Metrics();
        AtomicLong count = new AtomicLong(3);
        metrics.counter("leme_test", "A test.", count::get);

        WeakReference<Object> witness = new WeakReference<>(new Object());
        while (witness.get() != null) {
            System.gc();
        }

        assertThat(metrics.page()).contains("leme_test_total 3.0");
    }

    @Test
    void aGaugeKeepsItsNameAlsoWhenItEndsLikeACounter() {
        Metrics metrics = new Metrics();

        metrics.gauge("leme_watchers_total", "A test.", () -> 2);

        assertThat(metrics.page())
                .contains("# TYPE leme_watchers_total gauge\nleme_watchers_total 2.0\n");
    }
}
