package io.leme.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EndpointTest {
    @Test
    void theSchemeSaysWhetherThereIsTls() {
        assertThat(Endpoint.parse("http://h:1"))
                .isEqualTo(new Endpoint("h", 1, Endpoint.Security.PLAIN));
        assertThat(Endpoint.parse("HTTPS://h:1/"))
                .isEqualTo(new Endpoint("h", 1, Endpoint.Security.TLS));
        assertThat(Endpoint.parse("h:1"))
                .isEqualTo(new Endpoint("h", 1, Endpoint.Security.AS_CLIENT));
    }

    @Test
    void thePortIsEtcdsIfNotGiven() {
        assertThat(Endpoint.parse("127.0.0.1").port()).isEqualTo(2379);
    }

    @Test
    void addressesOfTheSixthVersionAreBracketedOutsideOnly() {
        Endpoint endpoint = Endpoint.parse("https://[::1]:5");

        assertThat(endpoint.host()).isEqualTo("::1");
        assertThat(endpoint).hasToString("https://[::1]:5");
    }

    @Test
    void whatReadsBackIsTheSame() {
        for (String text : List.of("http://h:1", "https://h:1", "h:1", "[::1]:1")) {
            assertThat(Endpoint.parse(text)).hasToString(text);
        }
    }

    @Test
    void otherTextsAreRefused() {
        for (String text :
                List.of(
                        "",
                        "unix:///tmp/x",
                        "http://",
                        "http://h:1/path",
                        "h:99999",
                        "h:0",
                        "a b")) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> Endpoint.parse(text));
        }
    }
}
