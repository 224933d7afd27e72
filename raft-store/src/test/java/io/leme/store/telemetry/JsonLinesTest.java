package io.leme.store.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/// A line of the log as JSON.
class JsonLinesTest {
    private final Logger logger = new LoggerContext().getLogger("io.leme.store.Some");

    @Test
    void aLineBearsEtcdsNames() throws IOException {
        String line = line(event(Level.WARN, null, "leader is \"{}\"", "7f\n"));

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        JsonNode object = read(line);
        assertThat(object.get("level").asText()).isEqualTo("warn");
        assertThat(object.get("ts").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(object.get("logger").asText()).isEqualTo("io.leme.store.Some");
        assertThat(object.get("msg").asText()).isEqualTo("leader is \"7f\n\"");
        assertThat(object.size()).isEqualTo(4);
    }

    @Test
    void factsStandUnderTheirOwnNames() throws IOException {
        LoggingEvent event = event(Level.INFO, null, "slow");
        event.setKeyValuePairs(
                List.of(
                        new KeyValuePair("took_ms", 412L),
                        new KeyValuePair("steps", List.of("checked 1.0 ms", "read 2.0 ms")),
                        new KeyValuePair("code", "OK")));

        JsonNode object = read(line(event));

        assertThat(object.get("took_ms").isIntegralNumber()).isTrue();
        assertThat(object.get("took_ms").asLong()).isEqualTo(412);
        assertThat(object.get("steps").get(1).asText()).isEqualTo("read 2.0 ms");
        assertThat(object.get("code").asText()).isEqualTo("OK");
    }

    @Test
    void whatWasThrownIsPartOfTheLine() throws IOException {
        JsonNode object =
                read(line(event(Level.ERROR, new IllegalStateException("broken"), "halt")));

        assertThat(object.get("error").asText())
                .isEqualTo("java.lang.IllegalStateException: broken");
        assertThat(object.get("stacktrace").asText()).contains("JsonLinesTest");
    }

    private LoggingEvent event(Level level, Throwable thrown, String text, Object... arguments) {
        LoggingEvent event =
                new LoggingEvent(getClass().getName(), logger, level, text, thrown, arguments);
        event.setInstant(Instant.parse("2026-01-02T03:04:05.678Z"));
        return event;
    }

    private static String line(LoggingEvent event) {
        return new String(new JsonLines().encode(event), UTF_8);
    }

    private static JsonNode read(String line) throws IOException {
        return new ObjectMapper().readTree(line);
    }
}
