package io.leme.store.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTableTest {
    private final ManualTicker ticker = new ManualTicker();
    private final TokenTable tokens = new TokenTable(ticker, Duration.ofMinutes(5));

    @Test
    void aTokenThatIsUsedLivesOn() {
        tokens.add("t", "u");
        ticker.advance(Duration.ofSeconds(299));
        assertThat(tokens.user("t")).contains("u");
        ticker.advance(Duration.ofSeconds(299));
        assertThat(tokens.user("t")).contains("u");
        ticker.advance(Duration.ofSeconds(301));
        assertThat(tokens.user("t")).isEmpty();
    }

    @Test
    void aTokenNamesTheEntryOfItsLogin() {
        assertThat(TokenTable.entryOf(TokenTable.token("Abc", 1_234))).hasValue(1_234);
        assertThat(TokenTable.entryOf("Abc.999999999999999999")).hasValue(999_999_999_999_999_999L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Abc.", "Abc.12x", "Abc.-1", "Abc.1000000000000000000", "a.b.s-g"})
    void whatIsNoTokenOfOursNamesNoEntry(String text) {
        assertThat(TokenTable.entryOf(text)).isEmpty();
    }

    @Test
    void theTokensOfAUserEndTogether() {
        tokens.add("one", "u");
        tokens.add("two", "u");
        tokens.add("other", "v");

        tokens.end("u");

        assertThat(tokens.user("one")).isEmpty();
        assertThat(tokens.user("two")).isEmpty();
        assertThat(tokens.user("other")).contains("v");
    }
}
