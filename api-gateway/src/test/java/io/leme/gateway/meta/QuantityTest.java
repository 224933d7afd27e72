package io.leme.gateway.meta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "1,1",
        "1000m,1",
        "0.5,500m",
        ".5,500m",
        "1.,1",
        "1500m,1500m",
        "2k,2k",
        "2000,2k",
        "1024Mi,1Gi",
        "1536Mi,1536Mi",
        "512Ki,512Ki",
        "0.5Gi,512Mi",
        "1Ki,1Ki",
        "0.5Ki,512",
        "1e3,1e3",
        "12e6,12e6",
        "1E3,1e3",
        "5E,5E",
        "0,0",
        "0Ki,0",
        "-100m,-100m",
        "+3,3",
        "0.0000000001,1n",
        "100M,100M",
        "1000M,1G"
    })
    void anAmountHasOneSpelling(String written, String canonical) {
        assertThat(Quantity.canonical(written)).contains(canonical);
    }

    @Test
    void whatIsNoAmountHasNone() {
        for (String text :
                new String[] {"", "x", "1x", "1.2.3", "Mi", "1ki", "1e99", "--1", "1 "}) {
            assertThat(Quantity.canonical(text)).as(text).isEmpty();
        }
    }
}
