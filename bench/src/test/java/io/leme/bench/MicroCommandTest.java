package io.leme.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MicroCommandTest {
    @Test
    void allocationsAreMeasuredUnlessAnotherProfilerIsAskedFor() {
        assertThat(MicroCommand.withAllocationRates(List.of("Range")))
                .containsExactly("Range", "-prof", "gc");
        assertThat(MicroCommand.withAllocationRates(List.of("-prof", "stack")))
                .containsExactly("-prof", "stack");
    }
}
