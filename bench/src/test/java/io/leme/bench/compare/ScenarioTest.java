package io.leme.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {
    @Test
    void aScenarioIsReadFromItsShortForm() {
        assertThat(Scenario.parse("put:3:256").title()).isEqualTo("put, 3 members, 256 in flight");
        assertThat(Scenario.parse("watch:1:8:1000").title())
                .isEqualTo("watch, 1 member, 8 in flight, 1000 watchers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "put", "put:2:8", "drop:3:8", "put:3:x", "watch:3:8:"})
    void whatIsNoScenarioIsRefusedWithItsForm(String text) {
        assertThatThrownBy(() -> Scenario.parse(text)).hasMessageContaining("MEMBERS:IN_FLIGHT");
    }
}
