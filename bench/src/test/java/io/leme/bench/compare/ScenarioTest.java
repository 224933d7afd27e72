package io.leme.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {
    @Test
    void aScenarioIsReadFromItsShortForm() {
        assertThat(Scenario.parse("put:3:256").title()).isEqualTo("put, 3 members, 256 in flight");
        assertThat(Scenario.parse("watch:1:8:1000").title())
                .isEqualTo("watch, 1 member, 8 in flight, 1,000 watchers");
        assertThat(Scenario.parse("count:1:1").title())
                .isEqualTo("count, 1 member, 1 in flight, 1,000,000 keys");
        assertThat(Scenario.parse("large:1:256").title())
                .isEqualTo("large, 1 member, 256 in flight, 20,000,000 keys");
    }

    @Test
    void allStandsForEveryKind() {
        assertThat(Scenario.parseAll(List.of("all")))
                .extracting(Scenario::kind)
                .contains(Kind.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "put",
                "put:2:8",
                "drop:3:8",
                "put:3:x",
                "watch:3:8:",
                "put:3:8:5",
                "put:3:0"
            })
    void whatIsNoScenarioIsRefusedWithItsForm(String text) {
        assertThatThrownBy(() -> Scenario.parse(text)).hasMessageContaining("MEMBERS:IN_FLIGHT");
    }
}
