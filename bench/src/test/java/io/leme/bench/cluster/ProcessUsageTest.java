package io.leme.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessUsageTest {
    @Test
    void cpuTimeIsUserAndKernelTicksBehindTheProgramsName() {
        String stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 1 2 3 4 250 50 0 0 20 0 9 0 100";

        assertThat(ProcessUsage.cpuSeconds(stat)).isEqualTo(3.0);
    }

    @Test
    void residentMemoryIsReadInKibibytes() {
        assertThat(ProcessUsage.residentBytes(List.of("Name:\tx", "VmRSS:\t    2048 kB")))
                .isEqualTo(2048 * 1024);
    }

    @Test
    void aProcessThatDoesNotExistUsesNothing() {
        assertThat(ProcessUsage.of(Long.MAX_VALUE)).isEqualTo(new ProcessUsage(0, 0));
    }
}
